package io.warpctl.cli.report;

import io.warpctl.load.PhaseReport;
import io.warpctl.load.TimelineEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that was measured while the story ran.
 *
 * @param phases what became of the requests of each phase, in order
 * @param timeline answers by version over time
 * @param switchMillis per switch of a block: from the acknowledgement of the new table to the last request selected for the
 *     old container; 0 when that request came before the acknowledgement
 * @param applyToServing from the first {@code apply} to the first serving container, in milliseconds; empty when it was not seen
 * @param problems what was expected and not observed, one sentence each
 */
public record StoryReport(
        List<PhaseReport> phases,
        List<TimelineEntry> timeline,
        List<Long> switchMillis,
        Optional<Long> applyToServing,
        List<String> problems) {
    public StoryReport {
        phases = List.copyOf(phases);
        timeline = List.copyOf(timeline);
        switchMillis = List.copyOf(switchMillis);
        Objects.requireNonNull(applyToServing, "applyToServing");
        problems = List.copyOf(problems);
    }

    /** Requests of all phases. */
    public long requests() {
        return phases.stream().mapToLong(PhaseReport::requests).sum();
    }

    /** Failed requests of all phases. */
    public long failed() {
        return phases.stream().mapToLong(PhaseReport::failed).sum();
    }

    /** Whether nothing failed and everything that should have been seen was seen. */
    public boolean good() {
        return failed() == 0 && problems.isEmpty() && requests() > 0;
    }

    /** Median of the switches in milliseconds; 0 without any. */
    public long switchP50() {
        List<Long> sorted = switchMillis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    }

    /** Longest of the switches in milliseconds; 0 without any. */
    public long switchMax() {
        return switchMillis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
