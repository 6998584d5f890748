package io.warpctl.cli.report;

import io.warpctl.load.PhaseReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people. */
public final class TextReport {
    private static final int CHART_WIDTH = 96;

    private TextReport() {}

    /** The report as lines of text. */
    public static List<String> render(StoryReport report) {
        List<String> lines = new ArrayList<>();
        lines.addAll(ShareChart.render(report.timeline(), report.phases(), CHART_WIDTH));
        lines.add("");
        lines.add(String.format(
                "%-22s %8s %9s %7s %9s %9s  %s",
                "PHASE", "SECONDS", "REQUESTS", "FAILED", "P50 MS", "P99 MS", "VERSIONS"));
        report.phases().forEach(phase -> lines.add(row(phase)));
        lines.add("");
        lines.add(report.requests() + " requests, " + report.failed() + " failed.");
        report.phases().stream()
                .flatMap(phase -> phase.examples().stream().limit(3).map(failure -> phase.name() + ": " + failure))
                .forEach(failure -> lines.add("  " + failure));
        report.applyToServing()
                .ifPresent(millis -> lines.add(String.format(
                        Locale.ROOT,
                        "From apply to the first answer of a serving container: %.1f s.",
                        millis / 1000.0)));
        if (!report.switchMillis().isEmpty()) {
            lines.add(switches(report));
        }
        report.problems().forEach(problem -> lines.add("NOT OBSERVED: " + problem));
        return lines;
    }

    private static String switches(StoryReport report) {
        String what = report.switchMillis().size() + " switches; after the balancers acknowledged one, ";
        return report.switchMax() == 0
                ? what + "no request was selected for the old container any more."
                : what + "requests were selected for the old container for up to " + report.switchMax() + " ms (median "
                        + report.switchP50() + " ms).";
    }

    private static String row(PhaseReport phase) {
        return String.format(
                Locale.ROOT,
                "%-22s %8.1f %9d %7d %9.1f %9.1f  %s",
                phase.name(),
                phase.seconds(),
                phase.requests(),
                phase.failed(),
                phase.p50Millis(),
                phase.p99Millis(),
                versions(phase.versions()));
    }

    /** {@code 1.0.0 62.5% · 1.1.0 37.5%}. */
    public static String versions(Map<String, ? extends Number> counts) {
        double total = counts.values().stream().mapToLong(Number::longValue).sum();
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Shares.byNumbers()))
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.1f%%",
                        entry.getKey(),
                        100 * entry.getValue().longValue() / total))
                .collect(Collectors.joining(" · "));
    }
}
