package io.warpctl.apiserver.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.store.Change;
import java.util.Optional;

/**
 * What one watcher is told.
 *
 * @param type ADDED, MODIFIED or DELETED
 * @param object the object as it is or, for DELETED, as it last matched
 */
public record WatchEvent(String type, Served object) {

    /** What a change means to somebody who sees only a selection: objects come and go by matching, too. */
    static Optional<WatchEvent> of(Selection selection, Event event) {
        Change change = event.change();
        if (!selection.place(change.key())) {
            return Optional.empty();
        }
        boolean selective = !selection.unselective();
        boolean is = change.kind() != Change.Kind.DELETED && (!selective || selection.matches(event.object()));
        boolean was = change.kind() != Change.Kind.ADDED
                && (!selective || event.previous().map(selection::matches).orElse(true));
        if (is) {
            return Optional.of(new WatchEvent(was ? "MODIFIED" : "ADDED", after(selection, change)));
        }
        if (!was) {
            return Optional.empty();
        }
        if (change.kind() == Change.Kind.DELETED) {
            return Optional.of(new WatchEvent("DELETED", after(selection, change)));
        }
        ObjectNode last = event.previous().orElseThrow().deepCopy();
        Meta.of(last).put("resourceVersion", Long.toString(change.version()));
        return Optional.of(
                new WatchEvent("DELETED", Served.of(selection.resource(), Json.bytes(last), change.version())));
    }

    private static Served after(Selection selection, Change change) {
        return Served.of(selection.resource(), change.body(), change.version());
    }
}
