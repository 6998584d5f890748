package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.Objects;

/**
 * An image reference that a host was asked to resolve.
 *
 * @param reference the reference
 * @param host the host asked
 * @param since since when the reference is wanted
 * @param reason why the last host asked could not resolve it; empty while none failed
 * @param message the same for people
 */
public record PendingResolution(String reference, String host, Instant since, String reason, String message) {
    public PendingResolution {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(since, "since");
        reason = reason == null ? "" : reason;
        message = message == null ? "" : message;
    }
}
