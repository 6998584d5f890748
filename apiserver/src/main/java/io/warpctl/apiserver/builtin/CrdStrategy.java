package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.schema.CrdDefaults;
import io.warpctl.apiserver.schema.CrdValidator;
import io.warpctl.apiserver.schema.SchemaForm;
import java.util.List;
import java.util.Optional;

/** CustomResourceDefinitions: deletion waits for their objects. */
final class CrdStrategy extends BuiltInStrategy {

    /** The finalizer that waits for a definition's objects. */
    static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    CrdStrategy() {
        super(false);
    }

    @Override
    public List<String> decode(ObjectNode object) {
        List<String> unknown = super.decode(object);
        SchemaForm.check(object);
        return unknown;
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        CrdDefaults.apply(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        Meta.of(object).put("generation", 1L);
        object.remove("status");
        CrdDefaults.apply(object);
        BuiltInSchemas.coerce(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode fresh, ObjectNode old) {
        fresh.set("status", old.path("status").deepCopy());
        addStoredVersion(fresh);
        if (!fresh.path("spec").equals(old.path("spec"))) {
            Meta.of(fresh)
                    .put("generation", old.path("metadata").path("generation").asLong() + 1);
        }
    }

    private static void addStoredVersion(ObjectNode crd) {
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (!version.path("storage").asBoolean()) {
                continue;
            }
            ArrayNode stored = crd.withObject("/status").withArray("storedVersions");
            for (JsonNode each : stored) {
                if (each.equals(version.path("name"))) {
                    return;
                }
            }
            stored.add(version.path("name"));
        }
    }

    @Override
    List<Cause> faults(ObjectNode object) {
        return CrdValidator.validate(object, Optional.empty());
    }

    @Override
    List<Cause> faults(ObjectNode fresh, ObjectNode old) {
        boolean settled = fresh.path("spec").equals(old.path("spec"))
                && fresh.path("status")
                        .path("storedVersions")
                        .equals(old.path("status").path("storedVersions"));
        // Conditions change often, and compiling all rules for that would make every definition slow.
        if (settled) {
            return List.of();
        }
        return CrdValidator.validate(fresh, Optional.of(old));
    }

    @Override
    public boolean unconditionalUpdate() {
        return false;
    }

    @Override
    public boolean held(ObjectNode object) {
        return !Meta.deleting(object) || super.held(object);
    }

    @Override
    public void markDeleted(ObjectNode object, String time) {
        ObjectNode metadata = Meta.of(object).put("deletionTimestamp", time);
        metadata.withArray("finalizers").add(FINALIZER);
        Conditions.set(
                object,
                "Terminating",
                "True",
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
                time);
    }
}
