package io.warpctl.cli.report;

import io.warpctl.load.TimelineEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which part of the answers each version gave, over time.
 *
 * @param versions all versions seen, oldest first
 * @param columns per slice of time: the answers of each version, in the order of {@code versions}
 * @param failed per slice of time: failed requests
 * @param millis length of the whole in milliseconds
 */
record Shares(List<String> versions, List<long[]> columns, List<Integer> failed, long millis) {
    /** Puts the timeline into {@code width} slices of equal length; into fewer when it is shorter. */
    static Shares of(List<TimelineEntry> timeline, int width) {
        List<String> versions = timeline.stream()
                .flatMap(entry -> entry.versions().keySet().stream())
                .collect(() -> new TreeSet<>(byNumbers()), TreeSet::add, TreeSet::addAll)
                .stream()
                .toList();
        int slices = Math.min(width, timeline.size());
        List<long[]> columns = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        for (int slice = 0; slice < slices; slice++) {
            int from = (int) ((long) timeline.size() * slice / slices);
            int to = (int) ((long) timeline.size() * (slice + 1) / slices);
            List<TimelineEntry> part = timeline.subList(from, to);
            columns.add(versions.stream()
                    .mapToLong(version -> part.stream()
                            .mapToLong(entry -> entry.versions().getOrDefault(version, 0))
                            .sum())
                    .toArray());
            failed.add(part.stream().mapToInt(TimelineEntry::failed).sum());
        }
        return new Shares(versions, columns, failed, (long) timeline.size() * TimelineEntry.MILLIS);
    }

    /** Cumulated shares (0 to 1) of one slice: the upper edge of each version; empty when nothing was answered. */
    double[] edges(int slice) {
        long[] counts = columns.get(slice);
        double total = Arrays.stream(counts).sum();
        if (total == 0) {
            return new double[0];
        }
        double[] edges = new double[counts.length];
        double sum = 0;
        for (int version = 0; version < counts.length; version++) {
            sum += counts[version];
            edges[version] = sum / total;
        }
        return edges;
    }

    /** Index of the version at the given height (0 to 1) of a slice; −1 when nothing was answered. */
    int versionAt(int slice, double height) {
        double[] edges = edges(slice);
        for (int version = 0; version < edges.length; version++) {
            if (height < edges[version]) {
                return version;
            }
        }
        return -1;
    }

    /** Answers of each version over all slices. */
    Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int version = 0; version < versions.size(); version++) {
            int index = version;
            totals.put(
                    versions.get(version),
                    columns.stream().mapToLong(counts -> counts[index]).sum());
        }
        return totals;
    }

    /** 1.9.0 before 1.10.0; anything that is no number by its text. */
    static Comparator<String> byNumbers() {
        return (left, right) -> {
            String[] a = left.split("[.-]");
            String[] b = right.split("[.-]");
            for (int i = 0; i < Math.min(a.length, b.length); i++) {
                boolean numbers = a[i].matches("\\d{1,9}") && b[i].matches("\\d{1,9}");
                int order = numbers
                        ? Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]))
                        : a[i].compareTo(b[i]);
                if (order != 0) {
                    return order;
                }
            }
            return a.length != b.length ? Integer.compare(a.length, b.length) : left.compareTo(right);
        };
    }
}
