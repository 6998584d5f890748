package io.warpctl.lb;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client connections of one event loop. Those that ask nothing for a long time, or never finish a request's head, are closed. */
final class ClientConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);

    private static final class Use {
        private long idleSinceNanos = System.nanoTime();
        private boolean busy;
    }

    private final long idleLimitNanos;
    private final Map<HttpConnection, Use> open = new HashMap<>();

    ClientConnections(Duration idleLimit) {
        this.idleLimitNanos = idleLimit.toNanos();
    }

    void opened(HttpConnection connection) {
        open.put(connection, new Use());
        connection.exceptionHandler(broken -> LOG.debug("Client connection broke: {}", broken.toString()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** A request's head was read on the connection. */
    void busy(HttpConnection connection) {
        Use use = open.get(connection);
        if (use != null) {
            use.busy = true;
        }
    }

    /** The request was answered. */
    void idle(HttpConnection connection) {
        Use use = open.get(connection);
        if (use != null) {
            use.busy = false;
            use.idleSinceNanos = System.nanoTime();
        }
    }

    void sweep() {
        // One that became a WebSocket does not report its end here.
        open.keySet().removeIf(connection -> !ReadGate.of(connection).isOpen());
        long now = System.nanoTime();
        open.entrySet().stream()
                .filter(entry -> !entry.getValue().busy && now - entry.getValue().idleSinceNanos > idleLimitNanos)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }

    int size() {
        return open.size();
    }
}
