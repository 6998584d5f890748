package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * One block on a host; see {@link io.warpctl.core.report.BlockReport}.
 *
 * @param namespace namespace of the WarpService
 * @param environment name of the WarpEnvironment
 * @param service name of the WarpService
 * @param block name of the block
 * @param target hash of the release it should run, as in the accepted plan
 * @param containers its containers, the serving one first
 * @param fault why the target cannot serve
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BlockReportStatus(
        @Required String namespace,
        @Required String environment,
        @Required String service,
        @Required String block,
        String target,
        List<ContainerStatus> containers,
        FaultStatus fault) {
    public BlockReportStatus {
        containers = containers == null ? List.of() : List.copyOf(containers);
    }
}
