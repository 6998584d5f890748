package io.warpctl.crds.service;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * An older release to run.
 *
 * @param revision its revision
 * @param whileTemplateHash the pin holds only as long as the spec's template has this hash, so that a newer spec supersedes it
 */
public record PinnedRelease(
        @Required @Min(1) Long revision,
        @Required @Size(min = 1, max = 64) String whileTemplateHash) {}
