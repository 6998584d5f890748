package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * Names a release.
 *
 * @param releaseHash its hash
 * @param name name of its WarpRelease; absent when that is gone
 * @param revision its revision
 * @param version its version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseRef(@Required String releaseHash, String name, Long revision, String version) {}
