package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.registry.DeleteOptions;
import io.warpctl.apiserver.registry.DeleteOptions.Propagation;
import io.warpctl.apiserver.registry.Deleter;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Preconditions;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Updater.Ownership;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.watch.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Deletes objects whose owners are gone, and lets owners go that wait for their dependents. An owner of a type this server does
 * not know is taken to be there.
 */
public final class GarbageCollector {

    /** Time for a client that deletes in the foreground to see that the object waits. */
    private static final Duration SOON = Duration.ofMillis(300);

    private static final byte[] OWNERS = "\"ownerReferences\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELETING = "\"deletionTimestamp\"".getBytes(StandardCharsets.US_ASCII);
    private static final String SEPARATOR = "\0";

    private final Machinery machinery;
    private final OwnerIndex index = new OwnerIndex();
    private final WorkQueue objects;

    public GarbageCollector(Machinery machinery, ScheduledExecutorService executor) {
        this.machinery = machinery;
        this.objects = new WorkQueue("garbage collection of", executor, key -> collect(parse(key)));
    }

    /** Looks at everything stored; what an earlier process left is collected. */
    public void start() {
        for (Resource type : machinery.resources().stored()) {
            for (StoredObject stored : machinery
                    .objects()
                    .store()
                    .list(ListRange.all(type.storage()))
                    .objects()) {
                look(stored.key(), stored.body());
            }
        }
    }

    /** Follows a change. */
    public void event(Event event) {
        Change change = event.change();
        if (change.kind() != Change.Kind.DELETED) {
            look(change.key(), change.body());
            return;
        }
        index.remove(change.key());
        if (contains(change.body(), OWNERS)) {
            owners(Json.read(change.body()))
                    .forEach(owner -> waiting(owner, change.key().namespace()));
        }
        index.dependents(Meta.text(event.object(), "uid")).forEach(each -> objects.add(text(each), Duration.ZERO));
    }

    private void look(StoreKey key, byte[] body) {
        boolean owned = contains(body, OWNERS);
        boolean leaving = contains(body, DELETING);
        if (!owned) {
            index.remove(key);
        }
        if (!owned && !leaving) {
            return;
        }
        ObjectNode object = Json.read(body);
        List<String> uids = new ArrayList<>();
        owners(object).forEach(owner -> uids.add(owner.path("uid").asText()));
        index.set(key, uids);
        objects.add(text(key), SOON);
    }

    /** An owner may have waited for the dependent that is gone. */
    private void waiting(JsonNode owner, String namespace) {
        find(owner, namespace).map(StoredObject::key).ifPresent(key -> objects.add(text(key), Duration.ZERO));
    }

    private static List<JsonNode> owners(ObjectNode object) {
        List<JsonNode> owners = new ArrayList<>();
        object.path("metadata").path("ownerReferences").forEach(owners::add);
        return owners;
    }

    private static String text(StoreKey key) {
        return key.resource() + SEPARATOR + key.namespace() + SEPARATOR + key.name();
    }

    private static StoreKey parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return new StoreKey(parts[0], parts[1], parts[2]);
    }

    private void collect(StoreKey key) {
        Optional<StoredObject> stored = machinery.objects().store().get(key);
        Optional<Resource> type = machinery.resources().stored().stream()
                .filter(each -> each.storage().equals(key.resource()))
                .findFirst();
        if (stored.isEmpty() || type.isEmpty()) {
            return;
        }
        ObjectNode object = Json.read(stored.get().body());
        if (Meta.deleting(object)) {
            letGo(type.get(), key, object);
        } else if (orphaned(object, key.namespace())) {
            delete(type.get(), key, Meta.text(object, "uid"), Propagation.BACKGROUND);
        }
    }

    /** Whether it has owners and every one of them is certainly gone. */
    private boolean orphaned(ObjectNode object, String namespace) {
        List<JsonNode> owners = owners(object);
        return !owners.isEmpty() && owners.stream().allMatch(owner -> gone(owner, namespace));
    }

    private boolean gone(JsonNode owner, String namespace) {
        if (type(owner).isEmpty()) {
            return false;
        }
        return find(owner, namespace)
                .map(found -> !Meta.text(Json.read(found.body()), "uid")
                        .equals(owner.path("uid").asText()))
                .orElse(true);
    }

    private Optional<StoredObject> find(JsonNode owner, String namespace) {
        return type(owner)
                .flatMap(type -> machinery
                        .objects()
                        .find(type, namespace, owner.path("name").asText()));
    }

    private Optional<Resource> type(JsonNode owner) {
        GroupVersionKind kind = GroupVersionKind.of(owner);
        return machinery.resources().all().stream()
                .filter(each -> each.kind().group().equals(kind.group())
                        && each.kind().kind().equals(kind.kind())
                        && each.verbs().contains("list"))
                .findFirst();
    }

    private void letGo(Resource type, StoreKey key, ObjectNode object) {
        List<String> finalizers = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(each -> finalizers.add(each.asText()));
        String uid = Meta.text(object, "uid");
        if (finalizers.contains(Deleter.ORPHAN)) {
            index.dependents(uid).forEach(dependent -> disown(dependent, uid));
            removeFinalizer(type, key, Deleter.ORPHAN);
        }
        if (finalizers.contains(Deleter.FOREGROUND)) {
            boolean blocked = false;
            for (StoreKey dependent : index.dependents(uid)) {
                blocked |= deleteDependent(dependent, uid);
            }
            if (!blocked) {
                removeFinalizer(type, key, Deleter.FOREGROUND);
            }
        }
    }

    /** Deletes a dependent of an owner that waits. @return whether the owner must go on waiting for it */
    private boolean deleteDependent(StoreKey key, String ownerUid) {
        Optional<StoredObject> stored = machinery.objects().store().get(key);
        Optional<Resource> type = machinery.resources().stored().stream()
                .filter(each -> each.storage().equals(key.resource()))
                .findFirst();
        if (stored.isEmpty() || type.isEmpty()) {
            return false;
        }
        ObjectNode object = Json.read(stored.get().body());
        boolean blocks = owners(object).stream()
                .anyMatch(owner -> owner.path("uid").asText().equals(ownerUid)
                        && owner.path("blockOwnerDeletion").asBoolean());
        if (!Meta.deleting(object)) {
            delete(type.get(), key, Meta.text(object, "uid"), blocks ? Propagation.FOREGROUND : Propagation.BACKGROUND);
        }
        return blocks && machinery.objects().store().get(key).isPresent();
    }

    private void delete(Resource type, StoreKey key, String uid, Propagation propagation) {
        try {
            machinery
                    .deleter()
                    .delete(
                            type,
                            key.namespace(),
                            key.name(),
                            new DeleteOptions(
                                    false,
                                    Optional.of(propagation),
                                    new Preconditions(Optional.of(uid), Optional.empty())));
        } catch (ApiError e) {
            if (e.code() != 404 && e.code() != 409) {
                throw e;
            }
        }
    }

    private void disown(StoreKey key, String ownerUid) {
        machinery.resources().stored().stream()
                .filter(each -> each.storage().equals(key.resource()))
                .findFirst()
                .ifPresent(type -> change(
                        type,
                        key,
                        object -> removeIf(
                                object,
                                "ownerReferences",
                                owner -> owner.path("uid").asText().equals(ownerUid))));
    }

    private void removeFinalizer(Resource type, StoreKey key, String name) {
        change(
                type,
                key,
                object -> removeIf(object, "finalizers", each -> each.asText().equals(name)));
    }

    private void change(Resource type, StoreKey key, java.util.function.Consumer<ObjectNode> edit) {
        try {
            machinery.update(type, key.namespace(), key.name(), Machinery.options(""), Ownership.SETTLED, current -> {
                edit.accept(current);
                return current;
            });
        } catch (ApiError e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private static void removeIf(ObjectNode object, String field, java.util.function.Predicate<JsonNode> predicate) {
        if (object.path("metadata").get(field) instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (predicate.test(array.get(i))) {
                    array.remove(i);
                }
            }
            if (array.isEmpty()) {
                Meta.of(object).remove(field);
            }
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        outer:
        for (int i = 0; i <= bytes.length - part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (bytes[i + j] != part[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
