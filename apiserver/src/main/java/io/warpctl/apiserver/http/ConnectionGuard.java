package io.warpctl.apiserver.http;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds the number of connections and how long one may be open without a request under way. Both count from the moment it is
 * accepted: one that never ends its TLS handshake takes a place, too. A request counts from its head to the end of its answer,
 * so a client that dawdles over a head is idle. When all places are taken, a new connection gets that of the one that has been
 * idle longest, and of those first one that has never asked for anything.
 */
public final class ConnectionGuard {

    private static final int MAX_CONNECTIONS = 4_096;
    private static final Duration IDLE = Duration.ofSeconds(90);
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(15);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final int most;
    private final Map<Channel, Integer> active = new LinkedHashMap<>();
    /** Since when, the longest first. */
    private final Map<Channel, Long> unused = new LinkedHashMap<>();

    private final Map<Channel, Long> idle = new LinkedHashMap<>();

    /** A guard for one server. */
    public ConnectionGuard() {
        this(MAX_CONNECTIONS);
    }

    ConnectionGuard(int most) {
        this.most = most;
    }

    /** What the server's Vert.x must be made with. */
    public Transport transport() {
        return new GuardedTransport(this::opened);
    }

    void start(Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    /** How many connections there are. */
    synchronized int connections() {
        return active.size() + unused.size() + idle.size();
    }

    private boolean opened(Channel connection) {
        Optional<Channel> leaving = Optional.empty();
        synchronized (this) {
            if (connections() >= most) {
                leaving = longest(unused).or(() -> longest(idle));
                if (leaving.isEmpty()) {
                    return false;
                }
            }
            unused.put(connection, System.nanoTime());
        }
        connection.closeFuture().addListener(nothing -> closed(connection));
        leaving.ifPresent(Channel::close);
        return true;
    }

    /** Takes out the one that is there longest and can be closed: its event loop must have taken it over. */
    private static Optional<Channel> longest(Map<Channel, Long> from) {
        Optional<Channel> found =
                from.keySet().stream().filter(Channel::isRegistered).findFirst();
        found.ifPresent(from::remove);
        return found;
    }

    private synchronized void closed(Channel connection) {
        active.remove(connection);
        unused.remove(connection);
        idle.remove(connection);
    }

    synchronized void begin(HttpConnection of) {
        Channel connection = HardClose.channel(of);
        boolean known = unused.remove(connection) != null | idle.remove(connection) != null;
        if (known || active.containsKey(connection)) {
            active.merge(connection, 1, Integer::sum);
        }
    }

    synchronized void end(HttpConnection of) {
        Channel connection = HardClose.channel(of);
        Integer left = active.computeIfPresent(connection, (key, count) -> count - 1);
        if (left != null && left == 0) {
            active.remove(connection);
            idle.put(connection, System.nanoTime());
        }
    }

    private void sweep() {
        List<Channel> leaving = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            collect(unused, now - FIRST_REQUEST.toNanos(), leaving);
            collect(idle, now - IDLE.toNanos(), leaving);
        }
        leaving.forEach(Channel::close);
    }

    private static void collect(Map<Channel, Long> from, long before, List<Channel> into) {
        Iterator<Map.Entry<Channel, Long>> entries = from.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Channel, Long> entry = entries.next();
            if (entry.getValue() - before >= 0 || !entry.getKey().isRegistered()) {
                return;
            }
            into.add(entry.getKey());
            entries.remove();
        }
    }
}
