package io.warpctl.crds.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.common.HostSelector;

/**
 * A block as its service declares it.
 *
 * @param service name of the WarpService
 * @param name name of the block within the service
 * @param weight its share of the service's traffic
 * @param position its position in a rollout, counted from 0
 * @param version tag or digest of this block alone; absent for the service's
 * @param hostSelector which of the environment's hosts; absent for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarpBlockSpec(
        @Required @Size(min = 1, max = 63) String service,
        @Required @Size(min = 1, max = 32) String name,
        @Required @Min(0) Integer weight,
        @Required @Min(0) Integer position,
        String version,
        HostSelector hostSelector) {}
