package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A release that is not tried again unless a person asks for it.
 *
 * @param releaseHash hash of the release
 * @param digest image ID that is not tried again under any other template either
 * @param version version of the release
 * @param reason one CamelCase word
 * @param message what was seen, and where
 * @param at when
 */
public record Quarantine(
        String releaseHash, Optional<String> digest, String version, String reason, String message, Instant at) {
    public Quarantine {
        Objects.requireNonNull(releaseHash, "releaseHash");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
        digest = digest == null ? Optional.empty() : digest;
        version = version == null ? "" : version;
        message = message == null ? "" : message;
    }

    /** Whether it keeps the given release from being targeted. */
    public boolean covers(Release release) {
        return releaseHash.equals(release.hash())
                || digest.map(release.imageId()::equals).orElse(false);
    }
}
