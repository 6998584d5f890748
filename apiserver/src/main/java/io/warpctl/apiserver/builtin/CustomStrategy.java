package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Strategy;
import io.warpctl.apiserver.schema.CustomType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Custom resources: what their schema says. */
final class CustomStrategy implements Strategy {

    private final CustomType type;

    CustomStrategy(CustomType type) {
        this.type = type;
    }

    @Override
    public List<String> decode(ObjectNode object) {
        List<String> unknown = new ArrayList<>(ObjectMeta.coerce(object));
        unknown.addAll(type.prune(object));
        return unknown;
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        type.applyDefaults(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        if (type.hasStatus()) {
            object.remove("status");
            // A default of the status itself is there from the first sight on.
            applyDefaults(object);
        }
        Meta.of(object).put("generation", 1L);
    }

    @Override
    public void prepareForUpdate(ObjectNode fresh, ObjectNode old) {
        if (type.hasStatus()) {
            JsonNode status = old.get("status");
            if (status == null) {
                fresh.remove("status");
            } else {
                fresh.set("status", status);
            }
        }
        if (!sameBesidesMetadata(fresh, old)) {
            Meta.of(fresh)
                    .put("generation", old.path("metadata").path("generation").asLong() + 1);
        }
    }

    /** With a status subresource the status is the same by now. */
    private static boolean sameBesidesMetadata(ObjectNode fresh, ObjectNode old) {
        return contains(fresh, old) && contains(old, fresh);
    }

    private static boolean contains(ObjectNode all, ObjectNode part) {
        for (var field : part.properties()) {
            if (!field.getKey().equals("metadata") && !Objects.equals(field.getValue(), all.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        return type.validate(object, Optional.empty(), warning -> {});
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old) {
        return validateUpdate(fresh, old, false, warning -> {});
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode fresh, ObjectNode old, boolean status, Consumer<String> warn) {
        return status ? type.validateStatus(fresh, old, warn) : type.validate(fresh, Optional.of(old), warn);
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }
}
