package io.warpctl.core.route;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a balancer says of itself: the answer to {@code GET /stats}.
 *
 * @param pid its process
 * @param startedAt when it started; counters begin there
 * @param number the table every event loop uses; {@link TableNumber#NONE} before the first
 * @param listeners the table's listeners and whether they are open
 * @param unrouted requests for hosts or paths no service has
 * @param endpoints counters per container, also of those no longer in the table
 */
public record BalancerStats(
        long pid,
        Instant startedAt,
        TableNumber number,
        List<ListenerState> listeners,
        long unrouted,
        List<EndpointStats> endpoints) {
    /** Upper bounds of the latency histogram's buckets, in milliseconds. */
    public static final List<Integer> LATENCY_BOUNDS_MILLIS =
            List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000);

    public BalancerStats {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(number, "number");
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }
}
