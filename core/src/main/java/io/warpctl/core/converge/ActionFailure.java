package io.warpctl.core.converge;

import io.warpctl.core.report.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An action that did not succeed.
 *
 * @param kind whether the release or the host is to blame
 * @param reason one CamelCase word
 * @param message one sentence
 * @param count how often in a row
 * @param at when it failed last
 */
public record ActionFailure(Fault.Kind kind, String reason, String message, int count, Instant at) {
    public ActionFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(at, "at");
    }

    /** When it may be tried again, {@code wait} after it failed; at once when the clock was set back since. */
    public Instant retryAt(Duration wait, Instant now) {
        return at.isAfter(now) ? now : at.plus(wait);
    }
}
