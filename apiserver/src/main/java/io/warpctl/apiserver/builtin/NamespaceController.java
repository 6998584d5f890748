package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.DeleteOptions;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Updater.Ownership;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.StoredObject;
import io.warpctl.apiserver.watch.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** Empties namespaces that are being deleted, then lets them go. */
public final class NamespaceController {

    private static final Resource NAMESPACES = BuiltInTypes.NAMESPACES;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration RECHECK = Duration.ofSeconds(5);

    private final Machinery machinery;
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final WorkQueue queue;

    public NamespaceController(Machinery machinery, ScheduledExecutorService executor) {
        this.machinery = machinery;
        this.queue = new WorkQueue("deletion of namespace", executor, this::process);
    }

    /** Goes on with deletions that an earlier process began. */
    public void start() {
        for (StoredObject stored : machinery
                .objects()
                .store()
                .list(ListRange.all(NAMESPACES.storage()))
                .objects()) {
            if (Meta.deleting(Objects.open(NAMESPACES, stored))) {
                begin(stored.key().name());
            }
        }
    }

    private void begin(String namespace) {
        leaving.add(namespace);
        queue.add(namespace, SOON);
    }

    /** A namespace that is asked to go, or an object in one that is gone. */
    public void event(Event event) {
        Change change = event.change();
        if (change.key().resource().equals(NAMESPACES.storage())) {
            if (change.kind() == Change.Kind.DELETED) {
                leaving.remove(change.key().name());
            } else if (Meta.deleting(event.object())) {
                begin(change.key().name());
            }
        } else if (change.kind() == Change.Kind.DELETED
                && leaving.contains(change.key().namespace())) {
            queue.add(change.key().namespace(), SOON);
        }
    }

    private void process(String name) {
        Optional<StoredObject> stored = machinery.objects().find(NAMESPACES, "", name);
        if (stored.isEmpty() || !Meta.deleting(Objects.open(NAMESPACES, stored.get()))) {
            leaving.remove(name);
            return;
        }
        boolean empty = true;
        for (Resource type : machinery.resources().stored()) {
            if (type.namespaced()) {
                empty &= emptied(type, name);
            }
        }
        if (!empty) {
            queue.add(name, RECHECK);
            return;
        }
        machinery.update(NAMESPACES, "", name, Machinery.options("finalize"), Ownership.SETTLED, current -> {
            ((ObjectNode) current.path("spec")).remove("finalizers");
            return current;
        });
    }

    private boolean emptied(Resource type, String namespace) {
        ListRange all = ListRange.in(type.storage(), namespace);
        for (StoredObject each : machinery.objects().store().list(all).objects()) {
            try {
                machinery.deleter().delete(type, namespace, each.key().name(), DeleteOptions.BACKGROUND);
            } catch (ApiError e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return machinery.objects().store().list(all).objects().isEmpty();
    }
}
