package io.warpctl.apiserver.object;

import java.time.Duration;

/** Spans of time as tables show them: {@code 90s}, {@code 5m}, {@code 2d3h}. */
public final class Ages {
    private static final long HOURS_PER_YEAR = 24 * 365;

    private Ages() {}

    /** The two largest units that matter; {@code <invalid>} for more than a second in the future. */
    public static String of(Duration age) {
        // Go cuts towards zero, Duration.toSeconds towards the past.
        long seconds = age.toMillis() / 1000;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 24 * 8) {
            return two(hours / 24, "d", hours % 24, "h");
        }
        if (hours < 2 * HOURS_PER_YEAR) {
            return hours / 24 + "d";
        }
        if (hours < 8 * HOURS_PER_YEAR) {
            return two(hours / HOURS_PER_YEAR, "y", hours / 24 % 365, "d");
        }
        return hours / HOURS_PER_YEAR + "y";
    }

    private static String two(long larger, String largerUnit, long smaller, String smallerUnit) {
        return larger + largerUnit + (smaller == 0 ? "" : smaller + smallerUnit);
    }
}
