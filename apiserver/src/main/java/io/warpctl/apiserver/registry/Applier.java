package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.ManagedFields;
import io.warpctl.apiserver.registry.Updater.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Server-side apply. */
public final class Applier {

    private static final int ATTEMPTS = 8;

    private final Objects objects;
    private final Creator creator;
    private final Updater updater;
    private final Clock clock;

    public Applier(Objects objects, Creator creator, Updater updater, Clock clock) {
        this.objects = objects;
        this.creator = creator;
        this.updater = updater;
        this.clock = clock;
    }

    /** What an apply did. */
    public record Applied(boolean created, Served object) {}

    /** Applies; creates the object if it is not there, unless to a subresource. */
    public CompletableFuture<Applied> apply(
            Resource resource, String namespace, String name, ObjectNode applied, WriteOptions options, boolean force) {
        return apply(resource, namespace, name, applied, options, force, 1);
    }

    private CompletableFuture<Applied> apply(
            Resource resource,
            String namespace,
            String name,
            ObjectNode applied,
            WriteOptions options,
            boolean force,
            int attempt) {
        return Later.of(() -> once(resource, namespace, name, applied, options, force))
                .exceptionallyCompose(failure -> {
                    boolean again = attempt < ATTEMPTS
                            && options.subresource().isEmpty()
                            && !options.dryRun()
                            && Later.cause(failure) instanceof ApiError e
                            && raced(e, resource, namespace, name);
                    return again
                            ? apply(resource, namespace, name, applied, options, force, attempt + 1)
                            : CompletableFuture.failedFuture(failure);
                });
    }

    /** Whether the object came or went between the look at it and the write. */
    private boolean raced(ApiError e, Resource resource, String namespace, String name) {
        return e.reason().equals("AlreadyExists")
                || e.reason().equals("NotFound")
                        && objects.find(resource, namespace, name).isPresent();
    }

    private CompletableFuture<Applied> once(
            Resource resource, String namespace, String name, ObjectNode applied, WriteOptions options, boolean force) {
        if (options.subresource().isEmpty()
                && objects.find(resource, namespace, name).isEmpty()) {
            return create(resource, namespace, name, applied, options, force)
                    .thenApply(created -> new Applied(true, created));
        }
        Optional<String> uid = Optional.of(Meta.text(applied, "uid")).filter(value -> !value.isEmpty());
        return updater.update(resource, namespace, name, options, Ownership.SETTLED, current -> {
                    if (uid.isPresent() && !uid.get().equals(Meta.text(current, "uid"))) {
                        throw ApiError.conflict(
                                resource.id(),
                                name,
                                Objects.uidConflict(resource, namespace, name, uid.get(), Meta.text(current, "uid")));
                    }
                    return merged(resource, current, applied, options, force);
                })
                .thenApply(updated -> new Applied(false, updated));
    }

    private CompletableFuture<Served> create(
            Resource resource, String namespace, String name, ObjectNode applied, WriteOptions options, boolean force) {
        if (!Meta.text(applied, "resourceVersion").isEmpty()) {
            throw ApiError.conflict(resource.id(), name, "the object does not exist but a resourceVersion was given");
        }
        if (!Meta.text(applied, "uid").isEmpty()) {
            throw ApiError.invalid(
                    resource.kind().group(),
                    resource.kind().kind(),
                    name,
                    List.of(Cause.invalid("metadata.uid", Meta.text(applied, "uid"), "the object does not exist")));
        }
        return creator.createOwned(
                resource, namespace, merged(resource, Json.object(), applied, options, force), options);
    }

    private ObjectNode merged(
            Resource resource, ObjectNode live, ObjectNode applied, WriteOptions options, boolean force) {
        ObjectNode result = ManagedFields.applied(
                live,
                applied,
                options.manager(),
                options.subresource(),
                resource.apiVersion(),
                force,
                clock.time(),
                resource.schema());
        try {
            resource.strategy().decode(result);
        } catch (IllegalArgumentException e) {
            String kind = resource.kind().kind();
            throw ApiError.badRequest(kind + " in version \"" + resource.kind().version() + "\" cannot be handled as a "
                    + kind + ": " + e.getMessage());
        }
        resource.strategy().applyDefaults(result);
        return result;
    }
}
