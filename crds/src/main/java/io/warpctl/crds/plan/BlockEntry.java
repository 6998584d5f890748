package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * One block on a host; see {@link io.warpctl.core.plan.BlockPlan}.
 *
 * @param name the block's name
 * @param weight its share of the service's traffic
 * @param target key in the plan's releases of what should serve
 * @param fallback key of what may be started when the target cannot run and nothing serves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockEntry(
        @Required String name,
        @Required Integer weight,
        @Required String target,
        String fallback) {}
