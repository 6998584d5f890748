package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/**
 * Requests a release of a block answered; see {@link io.warpctl.core.report.Traffic}.
 *
 * @param namespace namespace of the WarpService
 * @param environment name of the WarpEnvironment
 * @param service name of the WarpService
 * @param block name of the block
 * @param release hash of the release
 * @param version its version
 * @param requests requests answered since the balancers started
 * @param failures of these, failed ones
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrafficStatus(
        @Required String namespace,
        @Required String environment,
        @Required String service,
        @Required String block,
        String release,
        String version,
        @Required Long requests,
        @Required Long failures) {}
