package io.warpctl.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of the requests whose slots lie in one phase.
 *
 * @param name the phase's name
 * @param from when the phase began
 * @param seconds how long it was
 * @param requests all requests, failed ones included
 * @param failed failed requests
 * @param failures failed requests by kind, without kinds that did not occur
 * @param examples up to 20 failed requests of each kind
 * @param p50Millis median of the answered requests' latency, from the slot
 * @param p99Millis 99th percentile of the same
 * @param versions answers by version, sorted by version
 */
public record PhaseReport(
        String name,
        Instant from,
        double seconds,
        long requests,
        long failed,
        Map<FailureKind, Long> failures,
        List<Failure> examples,
        double p50Millis,
        double p99Millis,
        Map<String, Long> versions) {}
