package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.DeleteOptions.Propagation;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.WriteResult;
import io.warpctl.apiserver.store.WriteResult.Outcome;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Deleting objects, at once or as soon as their finalizers are gone. */
public final class Deleter {

    /** The finalizer of an object that waits for its dependents. */
    public static final String FOREGROUND = "foregroundDeletion";
    /** The finalizer of an object whose dependents are to be kept. */
    public static final String ORPHAN = "orphan";

    private final Objects objects;
    private final Clock clock;

    public Deleter(Objects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * What a deletion did.
     *
     * @param gone whether the object is away; otherwise it waits for its finalizers
     * @param object its state now, or its last one
     */
    public record Deleted(boolean gone, Served object) {}

    /** Deletes an object. */
    public Deleted delete(Resource resource, String namespace, String name, DeleteOptions options) {
        while (true) {
            StoredObject stored = objects.get(resource, namespace, name);
            Optional<Deleted> done = attempt(resource, stored, options);
            if (done.isPresent()) {
                return done.get();
            }
        }
    }

    private Optional<Deleted> attempt(Resource resource, StoredObject stored, DeleteOptions options) {
        ObjectNode object = Objects.open(resource, stored);
        checkPreconditions(resource, object, options.preconditions());
        ObjectNode fresh = object.deepCopy();
        setFinalizers(fresh, options.propagation());
        if (!resource.strategy().held(fresh)) {
            if (!options.dryRun() && Later.await(objects.delete(stored)).outcome() != Outcome.COMMITTED) {
                return Optional.empty();
            }
            return Optional.of(new Deleted(true, Served.of(resource, stored)));
        }
        if (!Meta.deleting(fresh)) {
            resource.strategy().markDeleted(fresh, clock.time());
        }
        if (fresh.equals(object)) {
            return Optional.of(new Deleted(false, Served.of(resource, stored)));
        }
        if (options.dryRun()) {
            return Optional.of(new Deleted(false, Served.of(resource, fresh)));
        }
        WriteResult result = Later.await(objects.replace(resource, stored, fresh));
        return result.object().map(written -> new Deleted(false, Served.of(resource, written)));
    }

    private static void checkPreconditions(Resource resource, ObjectNode object, Preconditions preconditions) {
        check(resource, object, "uid", "UID", preconditions.uid(), "deleted and then recreated");
        check(resource, object, "resourceVersion", "ResourceVersion", preconditions.resourceVersion(), "modified");
    }

    private static void check(
            Resource resource, ObjectNode object, String field, String shown, Optional<String> wanted, String perhaps) {
        String actual = Meta.text(object, field);
        if (wanted.isPresent() && !wanted.get().equals(actual)) {
            throw ApiError.conflict(
                    resource.id(),
                    Meta.text(object, "name"),
                    "the " + shown + " in the precondition (" + wanted.get() + ") does not match the " + shown
                            + " in record (" + actual + "). The object might have been " + perhaps);
        }
    }

    private static void setFinalizers(ObjectNode object, Optional<Propagation> propagation) {
        if (propagation.isEmpty()) {
            return;
        }
        ObjectNode metadata = Meta.of(object);
        Set<String> finalizers = new LinkedHashSet<>();
        for (JsonNode each : metadata.path("finalizers")) {
            finalizers.add(each.asText());
        }
        finalizers.remove(FOREGROUND);
        finalizers.remove(ORPHAN);
        switch (propagation.get()) {
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case ORPHAN -> finalizers.add(ORPHAN);
            default -> {
                // In the background nothing waits.
            }
        }
        if (finalizers.isEmpty()) {
            metadata.remove("finalizers");
        } else {
            ArrayNode array = metadata.putArray("finalizers");
            finalizers.forEach(array::add);
        }
    }
}
