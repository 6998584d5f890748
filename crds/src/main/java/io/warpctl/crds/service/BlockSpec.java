package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.common.HostSelector;
import io.warpctl.crds.schema.Patterns;

/**
 * A named, weighted slice of a service: one container on every selected host.
 *
 * <p>Its defaults are not the schema's: {@code kubectl apply} compares lists of custom resources as a whole, and would find an
 * unchanged manifest changed for ever.
 *
 * @param name name within the service
 * @param weight its share of the service's traffic, relative to the other blocks; 1 if absent
 * @param order position in a rollout, lowest first, 0 if absent; ties go by position in the list
 * @param version tag or digest of this block alone
 * @param hostSelector which of the environment's hosts; absent for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockSpec(
        @Required @Size(min = 1, max = 32) @Pattern(Patterns.LABEL)
        String name,

        @Min(0) @Max(1000000) Integer weight,
        @Min(-1000000) @Max(1000000) Integer order,
        @Size(min = 1, max = 128) @Pattern(Patterns.VERSION) String version,
        HostSelector hostSelector) {
    public BlockSpec {
        weight = weight == null ? 1 : weight;
        order = order == null ? 0 : order;
    }
}
