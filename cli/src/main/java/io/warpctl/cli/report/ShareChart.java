package io.warpctl.cli.report;

import io.warpctl.load.PhaseReport;
import io.warpctl.load.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The share of each version over time, as lines of text. */
public final class ShareChart {
    private static final int HEIGHT = 8;
    private static final String FILLS = "░█▒▓#";

    private ShareChart() {}

    /** A picture of at most {@code width} columns, with the phases' letters under it and what they mean. */
    public static List<String> render(List<TimelineEntry> timeline, List<PhaseReport> phases, int width) {
        Shares shares = Shares.of(timeline, Math.max(10, width - 6));
        List<String> lines = new ArrayList<>();
        for (int row = HEIGHT - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder(row == HEIGHT - 1 ? "100% │" : row == 0 ? "  0% │" : "     │");
            for (int slice = 0; slice < shares.columns().size(); slice++) {
                line.append(fill(shares.versionAt(slice, (row + 0.5) / HEIGHT)));
            }
            lines.add(line.toString());
        }
        lines.add("     └" + axis(shares, phases) + "  " + shares.millis() / 1000 + " s");
        if (shares.failed().stream().anyMatch(failed -> failed > 0)) {
            StringBuilder line = new StringBuilder("fail  ");
            shares.failed().forEach(failed -> line.append(failed > 0 ? 'x' : ' '));
            lines.add(line.toString());
        }
        lines.add("      " + legend(shares));
        lines.add("      " + phaseLegend(phases));
        return lines;
    }

    private static char fill(int version) {
        return version < 0 ? ' ' : FILLS.charAt(version % FILLS.length());
    }

    /** The base line, with the letter of each phase where it begins. */
    private static String axis(Shares shares, List<PhaseReport> phases) {
        char[] axis = new char[shares.columns().size()];
        Arrays.fill(axis, '─');
        if (axis.length > 0 && !phases.isEmpty()) {
            Instant start = phases.get(0).from();
            for (int i = 0; i < phases.size(); i++) {
                long offset = Duration.between(start, phases.get(i).from()).toMillis();
                int at = (int) Math.min(axis.length - 1, offset * axis.length / Math.max(1, shares.millis()));
                axis[at] = letter(i);
            }
        }
        return new String(axis);
    }

    private static String legend(Shares shares) {
        List<String> parts = new ArrayList<>();
        for (int version = 0; version < shares.versions().size(); version++) {
            parts.add(fill(version) + " " + shares.versions().get(version));
        }
        return String.join("   ", parts);
    }

    private static String phaseLegend(List<PhaseReport> phases) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            parts.add(letter(i) + " " + phases.get(i).name());
        }
        return String.join("  ", parts);
    }

    private static char letter(int phase) {
        return (char) ('a' + phase % 26);
    }
}
