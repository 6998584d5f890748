package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * What an image reference was resolved to; see {@link io.warpctl.core.report.ImageReport}.
 *
 * @param reference the reference as asked
 * @param id image ID or digest; absent when it could not be resolved
 * @param version version the image is labelled with
 * @param reason one CamelCase word when it could not be resolved
 * @param message what was wrong
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageStatus(@Required String reference, String id, String version, String reason, String message) {}
