package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreException;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.store.Write;
import io.warpctl.apiserver.store.WriteResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Between objects and the store. What follows a write when it is on disk runs on threads of its own, which must never wait for
 * another write.
 */
public final class Objects {

    /** An object is refused above this: it keeps one object from taking the store's and every watcher's memory. */
    private static final int MAX_SIZE = 1_536 * 1_024;

    private final ObjectStore store;
    private final Executor finishers;

    /** @param finishers run what follows a write */
    public Objects(ObjectStore store, Executor finishers) {
        this.store = store;
        this.finishers = finishers;
    }

    /** The store behind. */
    public ObjectStore store() {
        return store;
    }

    /** Where an object of a type lives. */
    public static StoreKey key(Resource resource, String namespace, String name) {
        return new StoreKey(resource.storage(), resource.namespaced() ? namespace : "", name);
    }

    /** What is said of a write that means another object of the same name. */
    public static String uidConflict(Resource resource, String namespace, String name, String wanted, String actual) {
        String group = resource.id().group().isEmpty() ? "" : resource.id().group() + "/";
        String place = resource.namespaced() ? namespace + "/" : "";
        return "StorageError: invalid object, Code: 4, Key: /registry/" + group
                + resource.id().resource() + "/" + place + name
                + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: " + wanted
                + ", UID in object meta: " + actual;
    }

    /** An object's newest state. */
    public Optional<StoredObject> find(Resource resource, String namespace, String name) {
        return store.get(key(resource, namespace, name));
    }

    /** An object's newest state. @throws ApiError 404 */
    public StoredObject get(Resource resource, String namespace, String name) {
        return find(resource, namespace, name).orElseThrow(() -> ApiError.notFound(resource.id(), name));
    }

    /** A stored object as a type shows it, for changing. */
    public static ObjectNode open(Resource resource, StoredObject stored) {
        ObjectNode object = resource.conversion().fromStorage(Json.read(stored.body()));
        if (!resource.servedAsStored(stored.version())) {
            resource.strategy().applyDefaults(object);
        }
        return object;
    }

    /** Stores a new object. */
    public CompletableFuture<WriteResult> create(Resource resource, StoreKey key, ObjectNode object) {
        return submit(Write.create(key, Json.draft(toStorage(resource, object))));
    }

    /** Stores a new state of an object. */
    public CompletableFuture<WriteResult> replace(Resource resource, StoredObject current, ObjectNode fresh) {
        return submit(Write.replace(current, Json.draft(toStorage(resource, fresh))));
    }

    /** Removes an object; watchers are shown the state it had. */
    public CompletableFuture<WriteResult> delete(StoredObject current) {
        return submit(Write.delete(current, Json.draft(Json.read(current.body()))));
    }

    private static ObjectNode toStorage(Resource resource, ObjectNode object) {
        ObjectNode stored = resource.custom() ? (ObjectNode) Json.sorted(object) : object;
        return resource.servedAsStored(Long.MAX_VALUE)
                ? stored
                : resource.conversion().toStorage(stored.deepCopy());
    }

    private CompletableFuture<WriteResult> submit(Write write) {
        if (write.draft().size() > MAX_SIZE) {
            throw ApiError.tooLarge(MAX_SIZE);
        }
        return store.submit(write).handleAsync(Objects::written, finishers);
    }

    private static WriteResult written(WriteResult result, Throwable failure) {
        if (failure == null) {
            return result;
        }
        if (Later.cause(failure) instanceof StoreException store) {
            throw ApiError.unavailable(store.getMessage());
        }
        throw new IllegalStateException(failure);
    }
}
