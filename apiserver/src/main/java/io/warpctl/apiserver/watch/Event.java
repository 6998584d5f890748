package io.warpctl.apiserver.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.store.Change;
import java.util.Optional;

/** A change with its objects parsed at most once, however many watch it. Its trees must not be changed. */
public final class Event {

    private final Change change;
    private volatile ObjectNode object;
    private volatile ObjectNode previous;

    Event(Change change) {
        this.change = change;
    }

    /** The change in the store. */
    public Change change() {
        return change;
    }

    /** The object after the change, as stored. */
    public ObjectNode object() {
        ObjectNode known = object;
        if (known == null) {
            known = Json.read(change.body());
            object = known;
        }
        return known;
    }

    /** The object before the change, as stored. */
    public Optional<ObjectNode> previous() {
        if (change.previous().length == 0) {
            return Optional.empty();
        }
        ObjectNode known = previous;
        if (known == null) {
            known = Json.read(change.previous());
            previous = known;
        }
        return Optional.of(known);
    }
}
