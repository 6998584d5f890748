package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.ManagedFields;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Replacing and patching objects. */
public final class Updater {

    /** Who decides about managedFields. */
    public enum Ownership {
        /** An ordinary write: what it changes becomes its manager's. */
        UPDATE,
        /** An apply, which has settled ownership itself. */
        SETTLED
    }

    private static final int ATTEMPTS = 64;

    private final Objects objects;
    private final Clock clock;

    public Updater(Objects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Changes an object that must be there. */
    public CompletableFuture<Served> update(
            Resource resource,
            String namespace,
            String name,
            WriteOptions options,
            Ownership ownership,
            Change change) {
        return update(resource, namespace, name, options, ownership, change, 1);
    }

    private CompletableFuture<Served> update(
            Resource resource,
            String namespace,
            String name,
            WriteOptions options,
            Ownership ownership,
            Change change,
            int attempt) {
        StoredObject stored = objects.get(resource, namespace, name);
        return attempt(resource, stored, options, ownership, change).thenCompose(done -> {
            if (done.isPresent()) {
                return Later.now(done.get());
            }
            if (attempt == ATTEMPTS) {
                throw ApiError.conflict(resource.id(), name);
            }
            return update(resource, namespace, name, options, ownership, change, attempt + 1);
        });
    }

    private CompletableFuture<Optional<Served>> attempt(
            Resource resource, StoredObject stored, WriteOptions options, Ownership ownership, Change change) {
        ObjectNode old = Objects.open(resource, stored);
        ObjectNode fresh = change.apply(old.deepCopy());
        checkVersion(resource, fresh, old, stored);
        ObjectMeta.keepServerFields(fresh, old);
        if (ownership == Ownership.UPDATE) {
            fresh = Ownerships.updated(
                    old,
                    fresh,
                    options.manager(),
                    options.subresource(),
                    resource.apiVersion(),
                    clock.time(),
                    resource.schema());
        }
        fresh = prepared(resource, fresh, old, options);
        options.admission().check(resource, stored.key().namespace(), fresh, Optional.of(old));
        validate(resource, fresh, old, options);
        Json.settled(fresh);
        fresh = ManagedFields.unlessOnlyTimesDiffer(old, fresh);
        if (fresh.equals(old)) {
            return Later.now(Optional.of(Served.of(resource, stored)));
        }
        return write(resource, stored, fresh, options);
    }

    private CompletableFuture<Optional<Served>> write(
            Resource resource, StoredObject stored, ObjectNode fresh, WriteOptions options) {
        if (options.dryRun()) {
            return Later.now(Optional.of(Served.of(resource, fresh)));
        }
        boolean gone = Meta.deleting(fresh) && !resource.strategy().held(fresh);
        CompletableFuture<WriteResult> written =
                gone ? objects.delete(stored) : objects.replace(resource, stored, fresh);
        return written.thenApply(result ->
                result.object().map(object -> gone ? Served.of(resource, fresh) : Served.of(resource, object)));
    }

    private static ObjectNode prepared(Resource resource, ObjectNode fresh, ObjectNode old, WriteOptions options) {
        if (options.subresource().equals("status")) {
            ObjectNode result = old.deepCopy();
            copy(fresh, result, "status");
            copy(Meta.of(fresh), Meta.of(result), "managedFields");
            return result;
        }
        if (options.subresource().equals("finalize")) {
            ObjectNode result = old.deepCopy();
            copy(fresh, result, "spec");
            return result;
        }
        resource.strategy().prepareForUpdate(fresh, old);
        return fresh;
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }

    private static void checkVersion(Resource resource, ObjectNode fresh, ObjectNode old, StoredObject stored) {
        String version = Meta.text(fresh, "resourceVersion");
        String name = stored.key().name();
        if (version.isEmpty() || version.equals("0")) {
            if (!resource.strategy().unconditionalUpdate()) {
                throw ApiError.invalid(
                        resource.id().group(),
                        resource.id().resource(),
                        name,
                        List.of(Cause.invalidShown(
                                "metadata.resourceVersion", "0", "must be specified for an update")));
            }
        } else if (!version.equals(Long.toString(stored.version()))) {
            if (!version.matches("\\d{1,19}")) {
                throw ApiError.badRequest("strconv.ParseUint: parsing \"" + version + "\": invalid syntax");
            }
            throw ApiError.conflict(resource.id(), name);
        }
        Meta.of(fresh).put("resourceVersion", Meta.text(old, "resourceVersion"));
    }

    private static void validate(Resource resource, ObjectNode fresh, ObjectNode old, WriteOptions options) {
        List<Cause> causes = new ArrayList<>(ObjectMeta.validateUpdate(fresh, old));
        boolean status = options.subresource().equals("status");
        causes.addAll(resource.strategy().validateUpdate(fresh, old, status, options.warn()));
        if (!causes.isEmpty()) {
            throw ApiError.invalid(resource.kind().group(), resource.kind().kind(), Meta.text(fresh, "name"), causes);
        }
    }
}
