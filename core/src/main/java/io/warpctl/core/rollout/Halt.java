package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a rollout does not go on to further blocks although nothing was taken back, or why it goes back.
 *
 * @param releaseHash hash of the release at fault
 * @param reason one CamelCase word
 * @param message what was seen, and where
 * @param since since when
 */
public record Halt(String releaseHash, String reason, String message, Instant since) {
    public Halt {
        Objects.requireNonNull(releaseHash, "releaseHash");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        message = message == null ? "" : message;
    }
}
