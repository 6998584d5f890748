package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.WriteResult.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Creating objects. */
public final class Creator {

    private static final int NAME_ATTEMPTS = 8;

    private final Objects objects;
    private final CreateGate gate;
    private final Clock clock;

    public Creator(Objects objects, CreateGate gate, Clock clock) {
        this.objects = objects;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Creates an object.
     *
     * @param object what the client sent, decoded and defaulted; changed
     */
    public CompletableFuture<Served> create(
            Resource resource, String namespace, ObjectNode object, WriteOptions options) {
        String version = Meta.text(object, "resourceVersion");
        if (!version.isEmpty() && !version.equals("0")) {
            throw ApiError.badRequest("resourceVersion should not be set on objects to be created");
        }
        clearServerFields(object);
        ObjectNode owned = Ownerships.updated(
                Json.object(),
                object,
                options.manager(),
                options.subresource(),
                resource.apiVersion(),
                clock.time(),
                resource.schema());
        return createOwned(resource, namespace, owned, options);
    }

    /** Creates an object whose managedFields are settled. */
    CompletableFuture<Served> createOwned(
            Resource resource, String namespace, ObjectNode object, WriteOptions options) {
        return attempt(resource, namespace, object, options, 1);
    }

    private CompletableFuture<Served> attempt(
            Resource resource, String namespace, ObjectNode object, WriteOptions options, int attempt) {
        ObjectNode metadata = Meta.of(object);
        String base = metadata.path("generateName").asText("");
        if (base.isEmpty() || !metadata.path("name").asText("").isEmpty()) {
            return create(resource, namespace, object, options, Optional::empty);
        }
        ObjectNode named = object.deepCopy();
        Meta.of(named).put("name", GeneratedNames.from(base));
        return create(
                resource,
                namespace,
                named,
                options,
                () -> attempt < NAME_ATTEMPTS
                        ? Optional.of(attempt(resource, namespace, object, options, attempt + 1))
                        : Optional.empty());
    }

    /** @param other what to do if the name is taken; empty to refuse it */
    private CompletableFuture<Served> create(
            Resource resource,
            String namespace,
            ObjectNode object,
            WriteOptions options,
            Supplier<Optional<CompletableFuture<Served>>> other) {
        ObjectNode metadata = Meta.of(object);
        String name = metadata.path("name").asText("");
        if (resource.namespaced()) {
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        gate.checkCreate(resource, namespace, name);
        options.admission().check(resource, resource.namespaced() ? namespace : "", object, Optional.empty());
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", clock.time());
        resource.strategy().prepareForCreate(object);
        List<Cause> causes = resource.strategy().validate(object);
        if (!causes.isEmpty()) {
            throw ApiError.invalid(resource.kind().group(), resource.kind().kind(), name, causes);
        }
        StoreKey key = Objects.key(resource, namespace, name);
        if (options.dryRun()) {
            Optional<StoredObject> taken = objects.store().get(key);
            if (taken.isPresent()) {
                throw taken(resource, name, taken);
            }
            return Later.now(Served.of(resource, object));
        }
        return objects.create(resource, key, object).thenCompose(result -> {
            if (result.outcome() == Outcome.COMMITTED) {
                return Later.now(Served.of(resource, result.object().orElseThrow()));
            }
            return other.get()
                    .orElseThrow(() -> taken(resource, name, objects.store().get(key)));
        });
    }

    private static ApiError taken(Resource resource, String name, Optional<StoredObject> by) {
        boolean leaving = by.isPresent() && Meta.deleting(Json.read(by.get().body()));
        return leaving ? ApiError.beingDeleted(resource.id(), name) : ApiError.alreadyExists(resource.id(), name);
    }

    private static void clearServerFields(ObjectNode object) {
        Meta.of(object)
                .remove(List.of(
                        "resourceVersion",
                        "uid",
                        "creationTimestamp",
                        "deletionTimestamp",
                        "deletionGracePeriodSeconds",
                        "generation",
                        "selfLink"));
    }
}
