package io.warpctl.cli.tree;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long ago something was, in Kubernetes' short form. */
public final class Ages {
    private Ages() {}

    /** {@code 42s}, {@code 5m12s}, {@code 3h5m}, {@code 4d}. */
    public static String text(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 48 * 3600) {
            return seconds / 3600 + "h";
        }
        return seconds / 86400 + "d";
    }

    /** Age of a time of the API; empty when there is none or it is none. */
    public static String since(String time, Instant now) {
        return instant(time).map(at -> text(Duration.between(at, now))).orElse("");
    }

    /** A time of the API. */
    public static Optional<Instant> instant(String time) {
        if (time == null || time.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
