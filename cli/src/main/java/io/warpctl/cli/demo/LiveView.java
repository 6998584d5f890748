package io.warpctl.cli.demo;

import io.warpctl.cli.report.TextReport;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.cli.tree.ServiceTree;
import io.warpctl.cli.tree.TreeRenderer;
import io.warpctl.load.LoadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is shown in place while the story runs: pure. */
final class LiveView {
    private static final int BAR = 40;

    private LiveView() {}

    /** The load of the last second, and the service as a tree. */
    static List<String> render(
            Optional<LoadSnapshot> load,
            Optional<ServiceObjects> service,
            Instant start,
            Instant now,
            boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        load.ifPresent(snapshot -> {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %d s  %d requests  %d failed",
                    snapshot.phase(),
                    Duration.between(start, now).toSeconds(),
                    snapshot.requests(),
                    snapshot.failed()));
            lines.add("traffic  " + bar(snapshot.lastSecondVersions()) + "  " + shares(snapshot.lastSecondVersions()));
        });
        service.ifPresent(objects -> {
            lines.add("");
            TreeRenderer renderer = colours ? TreeRenderer.coloured() : TreeRenderer.plain();
            lines.addAll(renderer.render(ServiceTree.blocks(objects, now)));
        });
        return lines;
    }

    /** One line for where nothing can be shown in place. */
    static String line(LoadSnapshot load) {
        return String.format(
                Locale.ROOT,
                "%d requests, %d failed; last second: %s",
                load.requests(),
                load.failed(),
                shares(load.lastSecondVersions()));
    }

    static String bar(Map<String, Integer> versions) {
        int total = versions.values().stream().mapToInt(Integer::intValue).sum();
        if (total == 0) {
            return "·".repeat(BAR);
        }
        StringBuilder bar = new StringBuilder();
        int sum = 0;
        int index = 0;
        for (int count : versions.values()) {
            sum += count;
            int end = (int) Math.round((double) BAR * sum / total);
            bar.append(String.valueOf("░█▒▓".charAt(index % 4)).repeat(Math.max(0, end - bar.length())));
            index++;
        }
        return bar.toString();
    }

    private static String shares(Map<String, Integer> versions) {
        return versions.isEmpty() ? "no answers" : TextReport.versions(versions);
    }
}
