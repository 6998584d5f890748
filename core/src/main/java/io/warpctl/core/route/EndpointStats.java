package io.warpctl.core.route;

import io.warpctl.core.plan.ServiceRef;
import java.util.List;
import java.util.Objects;

/**
 * What a balancer counted for one container since the balancer started. Probes are counted apart, in {@code probes}.
 *
 * @param service service of the container
 * @param block block of the container
 * @param release hash of the release
 * @param endpoint the container's name
 * @param selected requests for which it was chosen, retries included
 * @param requests requests answered by it
 * @param failures of these, answers with status 5xx, resets and time-outs
 * @param probes requests over its probe host
 * @param httpInFlight HTTP requests being answered now
 * @param webSockets WebSocket connections open now
 * @param lastSelectedMillis when it was last chosen, in milliseconds since the epoch; 0 for never
 * @param latencyMillis cumulative counts of answers by latency, one per bound of {@link BalancerStats#LATENCY_BOUNDS_MILLIS} and one above the last
 */
public record EndpointStats(
        ServiceRef service,
        String block,
        String release,
        String endpoint,
        long selected,
        long requests,
        long failures,
        long probes,
        long httpInFlight,
        long webSockets,
        long lastSelectedMillis,
        List<Long> latencyMillis) {
    public EndpointStats {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(endpoint, "endpoint");
        latencyMillis = latencyMillis == null ? List.of() : List.copyOf(latencyMillis);
    }

    /** Requests and connections that a drain waits for. */
    public long inFlight() {
        return httpInFlight + webSockets;
    }
}
