package io.warpctl.cli.report;

import io.warpctl.load.PhaseReport;
import io.warpctl.load.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports as tests need them. */
final class StoryReports {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private StoryReports() {}

    /** Ten seconds of 1.0.0, then ten of 1.1.0. */
    static StoryReport twoVersions() {
        return new StoryReport(
                List.of(
                        phase("deploy-1.0.0", 0, 5000, 0, Map.of("1.0.0", 5000L)),
                        phase("rollout-1.1.0", 10, 5000, 0, Map.of("1.1.0", 5000L))),
                timeline(),
                List.of(0L, 3L, 1L, 0L),
                Optional.of(4200L),
                List.of());
    }

    static PhaseReport phase(String name, int fromSecond, long requests, long failed, Map<String, Long> versions) {
        return new PhaseReport(
                name, START.plusSeconds(fromSecond), 10, requests, failed, Map.of(), List.of(), 1.26, 9.94, versions);
    }

    static List<TimelineEntry> timeline() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            entries.add(new TimelineEntry((long) i * TimelineEntry.MILLIS, Map.of(i < 40 ? "1.0.0" : "1.1.0", 125), 0));
        }
        return entries;
    }
}
