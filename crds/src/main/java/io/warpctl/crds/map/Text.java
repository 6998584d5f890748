package io.warpctl.crds.map;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Absent values: null in a resource, empty in core. */
final class Text {
    private Text() {}

    static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    static Optional<Instant> time(String text) {
        return Optional.ofNullable(orNull(text)).map(Text::instant);
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an RFC 3339 time: " + text, e);
        }
    }
}
