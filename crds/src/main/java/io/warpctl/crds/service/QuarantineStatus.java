package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * A release that was at fault; see {@link io.warpctl.core.rollout.Quarantine}.
 *
 * @param releaseHash its hash
 * @param digest its image, when the image alone is to blame
 * @param version its version
 * @param reason one CamelCase word
 * @param message what was seen, and where
 * @param at when, RFC 3339
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QuarantineStatus(
        @Required String releaseHash,
        String digest,
        String version,
        @Required String reason,
        String message,
        @Required String at) {}
