package io.warpctl.operator.gather;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.project.DecidedService;
import io.warpctl.core.project.HostInputs;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.map.Plans;
import java.util.List;
import java.util.Optional;

/** What the plan of a host follows from. */
public final class PlanInputs {
    private PlanInputs() {}

    /**
     * What the plan of a host follows from.
     *
     * @param snapshot everything known
     * @param host the host
     * @param clusterUid UID of the namespace {@code kube-system}
     * @param leaderEpoch of this operator
     */
    public static HostInputs of(Snapshot snapshot, WarpHost host, String clusterUid, long leaderEpoch) {
        String name = host.getMetadata().getName();
        Optional<HostPlan> previous = snapshot.plan(name).map(plan -> Plans.toCore(plan.getSpec()));
        List<WarpEnvironment> environments = snapshot.environmentsOn(host);
        return new HostInputs(
                clusterUid,
                leaderEpoch,
                previous,
                HostViews.report(snapshot, name),
                snapshot.services().stream()
                        .filter(service -> !Snapshot.deleted(service))
                        .map(service -> ServiceInputs.of(snapshot, service))
                        .map(inputs -> new DecidedService(inputs.spec(), inputs.state(), inputs.known()))
                        .toList(),
                snapshot.services().stream()
                        .filter(Snapshot::deleted)
                        .map(Snapshot::ref)
                        .toList(),
                Interfaces.plans(host, environments, previous),
                network(environments, previous));
    }

    private static ServicesNetwork network(List<WarpEnvironment> environments, Optional<HostPlan> previous) {
        return environments.stream()
                .findFirst()
                .map(owner -> Plans.network(owner.getSpec().servicesNetwork()))
                .or(() -> previous.map(HostPlan::servicesNetwork))
                .orElse(ServicesNetwork.DEFAULT);
    }
}
