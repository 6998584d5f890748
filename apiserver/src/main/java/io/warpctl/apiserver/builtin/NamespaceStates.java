package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which namespaces there are and which are leaving. They are followed from the store's own thread, so that what a writer was
 * answered holds for every request from then on.
 */
public final class NamespaceStates {

    private static final String STORAGE = BuiltInTypes.NAMESPACES.storage();

    private final Map<String, Boolean> leaving = new ConcurrentHashMap<>();

    /** Reads the store's namespaces and follows their changes. */
    public NamespaceStates(ObjectStore store) {
        store.subscribe(changes -> changes.forEach(this::follow));
        store.list(ListRange.all(STORAGE))
                .objects()
                .forEach(each -> put(each.key().name(), each.body()));
    }

    private void follow(Change change) {
        if (!change.key().resource().equals(STORAGE)) {
            return;
        }
        if (change.kind() == Change.Kind.DELETED) {
            leaving.remove(change.key().name());
        } else {
            put(change.key().name(), change.body());
        }
    }

    private void put(String name, byte[] body) {
        leaving.put(name, Meta.deleting(Json.read(body)));
    }

    /** Whether a namespace is leaving; empty if there is none of that name. */
    Optional<Boolean> leaving(String name) {
        return Optional.ofNullable(leaving.get(name));
    }
}
