package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a rollout last came forward.
 *
 * @param fingerprint what is in flight: another one is progress
 * @param best how far it has come; more is progress, less is not, so that a container that starts over and over makes none
 * @param since when it last came forward, moved on by the time that does not count
 * @param suspended since when time does not count; empty while it counts
 * @param cause why time does not count: {@code HostFault} or {@code Paused}; empty while it counts
 */
public record Progress(String fingerprint, int best, Instant since, Optional<Instant> suspended, String cause) {
    public Progress {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(since, "since");
        suspended = suspended == null ? Optional.empty() : suspended;
        cause = cause == null ? "" : cause;
    }
}
