package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.Objects;

/**
 * A fault that was answered already, so that a late report of it is not taken for a new one after a retry.
 *
 * @param host the host that reported it
 * @param block the block it was seen in
 * @param releaseHash the release
 * @param at when the host first saw it, by the host's clock
 */
public record SeenFault(String host, String block, String releaseHash, Instant at) {
    public SeenFault {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(releaseHash, "releaseHash");
        Objects.requireNonNull(at, "at");
    }
}
