package io.warpctl.lb;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The idle connections of one event loop to one backend; the most recently used is used first. They are dropped sooner than applications
 * commonly drop theirs, and only when the table in force sends the backend requests.
 */
final class ConnectionPool {
    static final long IDLE_LIMIT_MILLIS = 4000;
    private static final int SIZE_LIMIT = 256;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private record Idle(HttpClientConnection connection, long sinceNanos) {
        boolean isOlderThan(long millis) {
            return System.nanoTime() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }

    private final HttpClientAgent client;
    private final Backend backend;
    private final Deque<Idle> idle = new ArrayDeque<>();

    ConnectionPool(HttpClientAgent client, Backend backend) {
        this.client = client;
        this.backend = backend;
    }

    /** A connection nobody else uses: one idle for no longer than the given time, or a new one. */
    Future<HttpClientConnection> acquire(long maxIdleMillis) {
        Idle newest = idle.peekLast();
        if (newest != null && !newest.isOlderThan(maxIdleMillis)) {
            return Future.succeededFuture(idle.pollLast().connection());
        }
        SocketAddress server = SocketAddress.inetSocketAddress(
                backend.endpoint().port(), backend.endpoint().address());
        return client.connect(new HttpConnectOptions().setServer(server)).onSuccess(this::watch);
    }

    private void watch(HttpClientConnection connection) {
        connection.exceptionHandler(broken -> LOG.debug("Connection to {} broke: {}", backend, broken.toString()));
        connection.closeHandler(closed -> idle.removeIf(entry -> entry.connection() == connection));
    }

    void release(HttpClientConnection connection) {
        if (backend.isRouted() && idle.size() < SIZE_LIMIT) {
            idle.addLast(new Idle(connection, System.nanoTime()));
        } else {
            connection.close();
        }
    }

    /** The backend failed several times in a row. */
    void ejected() {
        LOG.info("{} failed {} times in a row: left out for a while", backend, Ejection.FAILURES);
        closeIdle();
    }

    /** Closes what was idle for too long. */
    void sweep() {
        for (Iterator<Idle> oldestFirst = idle.iterator(); oldestFirst.hasNext(); ) {
            Idle entry = oldestFirst.next();
            if (!entry.isOlderThan(IDLE_LIMIT_MILLIS)) {
                return;
            }
            oldestFirst.remove();
            entry.connection().close();
        }
    }

    void closeIdle() {
        List<Idle> all = List.copyOf(idle);
        idle.clear();
        all.forEach(entry -> entry.connection().close());
    }
}
