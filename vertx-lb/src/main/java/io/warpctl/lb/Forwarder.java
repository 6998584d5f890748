package io.warpctl.lb;

import io.vertx.core.Future;
import io.warpctl.core.route.Listener;
import java.time.Duration;

/**
 * The data path of one event loop: accepts connections and moves the bytes of requests to where its {@link Loop} sends them. All methods are
 * called on that loop.
 */
interface Forwarder {
    /** Accepts connections on the listener; fails when its port is taken. */
    Future<Void> open(Listener listener);

    /** Accepts no more connections; those there are end with the request in flight, or after the given time. */
    Future<Void> close(Listener listener, Duration grace);
}
