package io.warpctl.core.rollout;

import java.util.Objects;

/**
 * A return asked for by a person: this revision, for as long as the template stays what it was.
 *
 * @param revision revision of the release
 * @param whileTemplateHash {@link ServiceSpec#templateHash()} when it was asked for; any other supersedes it
 */
public record PinnedRelease(long revision, String whileTemplateHash) {
    public PinnedRelease {
        Objects.requireNonNull(whileTemplateHash, "whileTemplateHash");
    }
}
