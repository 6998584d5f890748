package io.warpctl.crds.release;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where a release came from.
 *
 * @param manager field manager that last wrote the service's spec
 * @param at when the release was made, RFC 3339
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseOrigin(String manager, String at) {}
