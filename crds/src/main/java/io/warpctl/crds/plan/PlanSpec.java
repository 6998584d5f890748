package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.crds.common.ReleaseTemplateSpec;
import io.warpctl.crds.environment.NetworkSpec;
import java.util.List;
import java.util.Map;

/**
 * Everything one host should run; see {@link io.warpctl.core.plan.HostPlan}.
 *
 * @param clusterUid UID of the control plane's {@code kube-system} namespace
 * @param generation increases with every change
 * @param leaderEpoch of the operator that wrote it
 * @param servicesNetwork the bridge the containers sit on
 * @param releases every release named below, by its hash
 * @param services the services of this host
 * @param interfaces the interfaces that get a balancer
 * @param resolve image references the node is asked to resolve
 * @param removals what may be taken away
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanSpec(
        @Required String clusterUid,
        @Required Long generation,
        @Required Long leaderEpoch,
        NetworkSpec servicesNetwork,
        Map<String, ReleaseTemplateSpec> releases,
        List<ServiceEntry> services,
        List<InterfaceEntry> interfaces,
        List<String> resolve,
        List<RemovalEntry> removals) {
    public PlanSpec {
        releases = releases == null ? Map.of() : Map.copyOf(releases);
        services = services == null ? List.of() : List.copyOf(services);
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        resolve = resolve == null ? List.of() : List.copyOf(resolve);
        removals = removals == null ? List.of() : List.copyOf(removals);
    }
}
