package io.warpctl.apiserver.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds the number of connections and how long one may be open without a request under way. A request counts from its head to
 * the end of its answer, so a client that dawdles over a head is idle. When all places are taken, a new connection gets that of
 * the one that has been idle longest, and of those first one that has never asked for anything.
 */
final class ConnectionGuard {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(15);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final Map<HttpConnection, Integer> active = new LinkedHashMap<>();
    /** Since when, the longest first. */
    private final Map<HttpConnection, Long> unused = new LinkedHashMap<>();

    private final Map<HttpConnection, Long> idle = new LinkedHashMap<>();

    void start(Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    void opened(HttpConnection connection) {
        HttpConnection leaving = null;
        synchronized (this) {
            if (active.size() + unused.size() + idle.size() >= MAX_CONNECTIONS) {
                Map<HttpConnection, Long> from = unused.isEmpty() ? idle : unused;
                Iterator<HttpConnection> longest = from.keySet().iterator();
                leaving = longest.hasNext() ? longest.next() : connection;
                from.remove(leaving);
            }
            if (leaving != connection) {
                unused.put(connection, System.nanoTime());
            }
        }
        connection.closeHandler(nothing -> closed(connection));
        if (leaving != null) {
            HardClose.close(leaving);
        }
    }

    private synchronized void closed(HttpConnection connection) {
        active.remove(connection);
        unused.remove(connection);
        idle.remove(connection);
    }

    synchronized void begin(HttpConnection connection) {
        boolean known = unused.remove(connection) != null | idle.remove(connection) != null;
        if (known || active.containsKey(connection)) {
            active.merge(connection, 1, Integer::sum);
        }
    }

    synchronized void end(HttpConnection connection) {
        Integer left = active.computeIfPresent(connection, (key, count) -> count - 1);
        if (left != null && left == 0) {
            active.remove(connection);
            idle.put(connection, System.nanoTime());
        }
    }

    private void sweep() {
        List<HttpConnection> leaving = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            collect(unused, now - FIRST_REQUEST.toNanos(), leaving);
            collect(idle, now - IDLE.toNanos(), leaving);
        }
        leaving.forEach(HardClose::close);
    }

    private static void collect(Map<HttpConnection, Long> from, long before, List<HttpConnection> into) {
        Iterator<Map.Entry<HttpConnection, Long>> entries = from.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<HttpConnection, Long> entry = entries.next();
            if (entry.getValue() - before >= 0) {
                return;
            }
            into.add(entry.getKey());
            entries.remove();
        }
    }
}
