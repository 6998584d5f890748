package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * What may be taken away; see {@link io.warpctl.core.plan.Removal}.
 *
 * @param namespace namespace of the WarpService
 * @param environment name of the WarpEnvironment
 * @param service name of the WarpService
 * @param block one block of it; absent for the whole service
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemovalEntry(
        @Required String namespace,
        @Required String environment,
        @Required String service,
        String block) {}
