package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.crds.common.HealthSpec;
import java.util.List;

/**
 * One service on a host; see {@link io.warpctl.core.plan.ServicePlan}.
 *
 * @param namespace namespace of the WarpService
 * @param environment name of the WarpEnvironment
 * @param service name of the WarpService
 * @param hosts host names the balancers route to it
 * @param hiddenPrefixes secret first path segments
 * @param health when a container of it is ready
 * @param timing drain, grace, warm
 * @param rolloutInProgress whether a rollout runs
 * @param rolloutEndedAt when the last rollout ended, RFC 3339
 * @param blocks its blocks, in order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceEntry(
        @Required String namespace,
        @Required String environment,
        @Required String service,
        List<String> hosts,
        List<String> hiddenPrefixes,
        HealthSpec health,
        TimingEntry timing,
        Boolean rolloutInProgress,
        String rolloutEndedAt,
        List<BlockEntry> blocks) {
    public ServiceEntry {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        hiddenPrefixes = hiddenPrefixes == null ? List.of() : List.copyOf(hiddenPrefixes);
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        rolloutInProgress = rolloutInProgress != null && rolloutInProgress;
    }
}
