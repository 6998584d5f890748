package io.warpctl.bench.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, run by run, and the table of medians. */
final class Figures {
    private enum Want {
        AT_MOST,
        AT_LEAST,
        NOTHING
    }

    private static final class Row {
        private final String unit;
        private final Want want;
        private final double bar;
        private final List<Double> values = new ArrayList<>();

        Row(String unit, Want want, double bar) {
            this.unit = unit;
            this.want = want;
            this.bar = bar;
        }

        double median() {
            return values.stream().sorted().toList().get(values.size() / 2);
        }

        String verdict() {
            return switch (want) {
                case NOTHING -> "";
                case AT_MOST -> median() <= bar ? "met" : "NOT MET";
                case AT_LEAST -> median() >= bar ? "met" : "NOT MET";
            };
        }

        String bar() {
            return switch (want) {
                case NOTHING -> "";
                case AT_MOST -> "<= " + number(bar);
                case AT_LEAST -> ">= " + number(bar);
            };
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    void note(String name, String unit, double value) {
        add(name, new Row(unit, Want.NOTHING, 0), value);
    }

    void atMost(String name, double bar, String unit, double value) {
        add(name, new Row(unit, Want.AT_MOST, bar), value);
    }

    void atLeast(String name, double bar, String unit, double value) {
        add(name, new Row(unit, Want.AT_LEAST, bar), value);
    }

    private void add(String name, Row row, double value) {
        rows.computeIfAbsent(name, nothing -> row).values.add(value);
        System.out.printf("  %s: %s %s%n", name, number(value), row.unit);
    }

    void print() {
        String form = "%-58s %-8s %10s %10s  %-8s %s%n";
        System.out.printf(form, "figure", "unit", "bar", "median", "", "runs");
        rows.forEach((name, row) -> System.out.printf(
                form,
                name,
                row.unit,
                row.bar(),
                number(row.median()),
                row.verdict(),
                String.join(" ", row.values.stream().map(Figures::number).toList())));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
