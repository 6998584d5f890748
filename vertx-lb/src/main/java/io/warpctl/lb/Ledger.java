package io.warpctl.lb;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one event loop counted for one endpoint, and what it carries for it now. */
final class Ledger {
    private final ServiceRef service;
    private final Endpoint endpoint;
    private final Set<Flow> http = new LinkedHashSet<>();
    private final Set<Flow> webSockets = new LinkedHashSet<>();
    private final long[] latency = new long[BalancerStats.LATENCY_BOUNDS_MILLIS.size() + 1];
    private long selected;
    private long requests;
    private long failures;
    private long probes;
    private long lastSelectedMillis;

    Ledger(ServiceRef service, Endpoint endpoint) {
        this.service = service;
        this.endpoint = endpoint;
    }

    ServiceRef service() {
        return service;
    }

    void selected(Flow request, long nowMillis) {
        selected++;
        lastSelectedMillis = nowMillis;
        http.add(request);
    }

    void probed() {
        probes++;
    }

    /** The request ended after the given time. */
    void ended(Flow request, long millis, boolean failed) {
        http.remove(request);
        requests++;
        if (failed) {
            failures++;
        }
        latency[bucket(millis)]++;
    }

    /** The request became a WebSocket. */
    void upgraded(Flow request, long millis, Flow webSocket) {
        ended(request, millis, false);
        webSockets.add(webSocket);
    }

    void closed(Flow webSocket) {
        webSockets.remove(webSocket);
    }

    boolean isIdle() {
        return http.isEmpty() && webSockets.isEmpty();
    }

    Drained drain() {
        Drained drained = new Drained(http.size(), webSockets.size());
        List.copyOf(http).forEach(Flow::abort);
        List.copyOf(webSockets).forEach(Flow::abort);
        return drained;
    }

    EndpointStats stats() {
        List<Long> cumulative = new ArrayList<>(latency.length);
        long sum = 0;
        for (long count : latency) {
            sum += count;
            cumulative.add(sum);
        }
        return new EndpointStats(
                service,
                endpoint.block(),
                endpoint.release(),
                endpoint.id(),
                selected,
                requests,
                failures,
                probes,
                http.size(),
                webSockets.size(),
                lastSelectedMillis,
                cumulative);
    }

    private static int bucket(long millis) {
        List<Integer> bounds = BalancerStats.LATENCY_BOUNDS_MILLIS;
        int bucket = 0;
        while (bucket < bounds.size() && millis > bounds.get(bucket)) {
            bucket++;
        }
        return bucket;
    }
}
