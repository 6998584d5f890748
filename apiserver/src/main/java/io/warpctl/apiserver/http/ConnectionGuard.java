package io.warpctl.apiserver.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the number of connections and how long one may be open without a request under way. A request counts from its head to
 * the end of its answer, so a client that dawdles over a head is idle.
 */
final class ConnectionGuard {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(15);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private static final class State {
        final AtomicInteger active = new AtomicInteger();
        volatile long idleSince = System.nanoTime();
        volatile boolean used;
    }

    private final Map<HttpConnection, State> connections = new ConcurrentHashMap<>();

    void start(Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    void opened(HttpConnection connection) {
        if (connections.size() >= MAX_CONNECTIONS) {
            connection.close();
            return;
        }
        connections.put(connection, new State());
        connection.closeHandler(nothing -> connections.remove(connection));
    }

    void begin(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null) {
            state.used = true;
            state.active.incrementAndGet();
        }
    }

    void end(HttpConnection connection) {
        State state = connections.get(connection);
        if (state != null && state.active.decrementAndGet() == 0) {
            state.idleSince = System.nanoTime();
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.forEach((connection, state) -> {
            Duration patience = state.used ? IDLE : FIRST_REQUEST;
            if (state.active.get() == 0 && now - state.idleSince > patience.toNanos()) {
                HardClose.close(connection);
            }
        });
    }
}
