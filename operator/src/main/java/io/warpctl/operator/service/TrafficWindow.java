package io.warpctl.operator.service;

import io.warpctl.core.report.Traffic;
import io.warpctl.core.status.TrafficShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shares of a service's requests over the last half minute or so: long enough for every host to have reported. */
final class TrafficWindow {
    private static final Duration LENGTH = Duration.ofSeconds(25);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, Map<String, List<Traffic>> counters) {}

    /**
     * Adds the counters as reported now.
     *
     * @param counters by host
     * @param now the time
     * @return the shares; empty while there is nothing to compare with, or nothing was answered
     */
    Optional<List<TrafficShare>> add(Map<String, List<Traffic>> counters, Instant now) {
        if (samples.isEmpty() || !samples.getLast().counters().equals(counters)) {
            samples.addLast(new Sample(now, counters));
        }
        while (samples.size() > 2 && olderThanWindow(now)) {
            samples.removeFirst();
        }
        List<TrafficShare> shares = TrafficShare.between(
                samples.getFirst().counters(), samples.getLast().counters());
        return shares.isEmpty() ? Optional.empty() : Optional.of(shares);
    }

    /** The first sample goes once the second one alone covers the window. */
    private boolean olderThanWindow(Instant now) {
        Sample first = samples.removeFirst();
        boolean covered = !samples.getFirst().at().plus(LENGTH).isAfter(now);
        samples.addFirst(first);
        return covered;
    }
}
