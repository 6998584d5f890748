package io.warpctl.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Turns the records of a finished run into its report. Percentiles are exact: every latency was kept. */
final class ReportBuilder {
    private static final long ENTRY_NANOS = TimeUnit.MILLISECONDS.toNanos(TimelineEntry.MILLIS);

    private final Records records;
    private final long end;

    ReportBuilder(Records records, long end) {
        this.records = records;
        this.end = end;
    }

    LoadReport build() {
        return new LoadReport(
                records.startInstant(),
                phases(),
                timeline(),
                () -> IntStream.range(0, records.answers()).mapToObj(records::answer));
    }

    private List<PhaseReport> phases() {
        var phases = records.phases();
        var reports = new ArrayList<PhaseReport>();
        for (int i = 0; i < phases.size(); i++) {
            long until = i + 1 < phases.size() ? phases.get(i + 1).start : end;
            var report = phase(i, phases.get(i), until);
            if (report.requests() > 0) {
                reports.add(report);
            }
        }
        return reports;
    }

    private PhaseReport phase(int index, Records.Phase phase, long until) {
        var versions = new TreeMap<String, Long>();
        var latencies = new int[records.answers()];
        int answered = 0;
        for (int i = 0; i < records.answers(); i++) {
            if (records.phaseIndex(i) == index) {
                latencies[answered++] = records.latencyMicros(i);
                versions.merge(records.backend(i).version(), 1L, Long::sum);
            }
        }
        Arrays.sort(latencies, 0, answered);
        long failed =
                phase.failures.values().stream().mapToLong(Long::longValue).sum();
        return new PhaseReport(
                phase.name,
                records.instant(phase.start),
                (until - phase.start) / 1e9,
                answered + failed,
                failed,
                phase.failures.isEmpty() ? Map.of() : new EnumMap<>(phase.failures),
                List.copyOf(phase.examples),
                percentileMillis(latencies, answered, 0.50),
                percentileMillis(latencies, answered, 0.99),
                versions);
    }

    private static double percentileMillis(int[] sorted, int size, double quantile) {
        return size == 0 ? 0 : sorted[(int) Math.ceil(size * quantile) - 1] / 1000.0;
    }

    private List<TimelineEntry> timeline() {
        int entries = entry(end) + 1;
        var versions = new ArrayList<Map<String, Integer>>();
        for (int i = 0; i < entries; i++) {
            versions.add(new TreeMap<>());
        }
        for (int i = 0; i < records.answers(); i++) {
            versions.get(entry(records.slot(i))).merge(records.backend(i).version(), 1, Integer::sum);
        }
        var failed = new int[entries];
        for (int i = 0; i < records.failures(); i++) {
            failed[entry(records.failedSlot(i))]++;
        }
        return IntStream.range(0, entries)
                .mapToObj(i -> new TimelineEntry((long) i * TimelineEntry.MILLIS, versions.get(i), failed[i]))
                .toList();
    }

    private int entry(long nanos) {
        return (int) ((nanos - records.startNanos()) / ENTRY_NANOS);
    }
}
