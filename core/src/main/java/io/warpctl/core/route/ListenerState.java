package io.warpctl.core.route;

import java.util.Objects;

/**
 * Whether a listener of the table is open.
 *
 * @param listener the listener
 * @param bound whether connections are accepted
 * @param error why not; empty when bound
 */
public record ListenerState(Listener listener, boolean bound, String error) {
    public ListenerState {
        Objects.requireNonNull(listener, "listener");
        error = error == null ? "" : error;
    }
}
