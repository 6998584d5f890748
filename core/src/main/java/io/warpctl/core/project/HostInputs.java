package io.warpctl.core.project;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.report.HostReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a host's plan follows from.
 *
 * @param clusterUid UID of the control plane's {@code kube-system} namespace
 * @param leaderEpoch of the operator that projects
 * @param previous the host's plan as it is now; empty when it has none
 * @param report the host's last report
 * @param services all services with what was decided, those of other hosts too
 * @param deleted services whose deletion was seen and is not finished
 * @param interfaces the interfaces that get a balancer
 * @param servicesNetwork the bridge the containers sit on
 */
public record HostInputs(
        String clusterUid,
        long leaderEpoch,
        Optional<HostPlan> previous,
        HostReport report,
        List<DecidedService> services,
        List<ServiceRef> deleted,
        List<InterfacePlan> interfaces,
        ServicesNetwork servicesNetwork) {
    public HostInputs {
        Objects.requireNonNull(clusterUid, "clusterUid");
        previous = previous == null ? Optional.empty() : previous;
        Objects.requireNonNull(report, "report");
        services = List.copyOf(services);
        deleted = List.copyOf(deleted);
        interfaces = List.copyOf(interfaces);
        Objects.requireNonNull(servicesNetwork, "servicesNetwork");
    }
}
