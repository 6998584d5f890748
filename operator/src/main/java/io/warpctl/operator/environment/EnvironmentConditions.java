package io.warpctl.operator.environment;

import io.warpctl.core.allocate.RoutingTables.Allocation;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.environment.LoadBalancerStatus;
import io.warpctl.operator.gather.HostViews;
import io.warpctl.operator.gather.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of an environment. */
final class EnvironmentConditions {
    private final Snapshot snapshot;
    private final WarpEnvironment environment;
    private final List<WarpHost> hosts;
    private final List<LoadBalancerStatus> balancers;
    private final Allocation allocation;

    EnvironmentConditions(
            Snapshot snapshot,
            WarpEnvironment environment,
            List<WarpHost> hosts,
            List<LoadBalancerStatus> balancers,
            Allocation allocation) {
        this.snapshot = snapshot;
        this.environment = environment;
        this.hosts = hosts;
        this.balancers = balancers;
        this.allocation = allocation;
    }

    List<Condition> all() {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(ready());
        overlap().ifPresent(message -> conditions.add(condition("PoolOverlap", Status.True, "PoolOverlap", message)));
        return conditions;
    }

    private Condition ready() {
        if (hosts.isEmpty()) {
            return notReady("NoHostSelected", noHost());
        }
        if (!allocation.unserved().isEmpty()) {
            return notReady(
                    "PoolExhausted",
                    "spec.routingTables has no number left for "
                            + allocation.unserved().get(0) + ": widen it");
        }
        List<String> silent = hosts.stream()
                .filter(host -> !HostViews.ready(host))
                .map(host -> host.getMetadata().getName())
                .toList();
        if (!silent.isEmpty()) {
            return notReady(
                    "HostNotReady",
                    "the node of host " + String.join(", ", silent) + " does not report: see its WarpHost");
        }
        return balancers.stream()
                .filter(balancer -> !balancer.ready())
                .findFirst()
                .map(this::balancerNotReady)
                .orElseGet(() ->
                        condition("Ready", Status.True, "HostsReady", "every host reports and every balancer runs"));
    }

    private Condition balancerNotReady(LoadBalancerStatus balancer) {
        return notReady(
                "BalancerNotReady",
                "the balancer of interface " + balancer.interfaceName() + " on host " + balancer.host()
                        + " does not run or cannot open all its listeners: see the status of WarpHostPlan "
                        + balancer.host());
    }

    private String noHost() {
        return snapshot.hosts().isEmpty()
                ? "there is no WarpHost yet: join a host with warpctl node join"
                : "spec.hostSelector selects none of the hosts "
                        + String.join(
                                ", ",
                                snapshot.hosts().stream()
                                        .map(host -> host.getMetadata().getName())
                                        .toList())
                        + ": change it, or label a host";
    }

    /** An older environment on one of our hosts decides its pools; ours must be the same, or apart. */
    private Optional<String> overlap() {
        for (WarpHost host : hosts) {
            WarpEnvironment owner = snapshot.environmentsOn(host).get(0);
            Optional<String> difference =
                    owner.equals(environment) ? Optional.empty() : Pools.difference(owner, environment);
            if (difference.isPresent()) {
                return difference.map(what -> "on host " + host.getMetadata().getName() + " the older WarpEnvironment "
                        + owner.getMetadata().getNamespace() + "/"
                        + owner.getMetadata().getName() + " decides: " + what);
            }
        }
        return Optional.empty();
    }

    private Condition notReady(String reason, String message) {
        return condition("Ready", Status.False, reason, message);
    }

    private Condition condition(String type, Status status, String reason, String message) {
        return new Condition(
                type, status, reason, message, null, environment.getMetadata().getGeneration());
    }
}
