package io.warpctl.operator.environment;

import io.warpctl.core.allocate.RoutingTables.Allocation;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.HostNameStatus;
import io.warpctl.crds.environment.LoadBalancerStatus;
import io.warpctl.crds.plan.BalancerStatus;
import io.warpctl.crds.plan.BalancerStatus.ListenerStatus;
import io.warpctl.operator.gather.HostNames;
import io.warpctl.operator.gather.HostViews;
import io.warpctl.operator.gather.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The status of a WarpEnvironment. Pure. */
final class EnvironmentStatuses {
    private EnvironmentStatuses() {}

    static EnvironmentStatus of(Snapshot snapshot, WarpEnvironment environment, Instant now) {
        List<WarpHost> hosts = snapshot.hostsOf(environment);
        List<LoadBalancerStatus> balancers = balancers(snapshot, hosts);
        Allocation allocation = Tables.of(snapshot, environment);
        EnvironmentStatus before = environment.getStatus() == null ? EnvironmentStatus.EMPTY : environment.getStatus();
        long ready = hosts.stream().filter(HostViews::ready).count();
        return new EnvironmentStatus(
                environment.getMetadata().getGeneration(),
                hosts.stream().map(host -> host.getMetadata().getName()).toList(),
                balancers,
                Tables.list(allocation),
                hostNames(snapshot, environment),
                ready + "/" + hosts.size(),
                Conditions.keepTransitions(
                        before.conditions(),
                        new EnvironmentConditions(snapshot, environment, hosts, balancers, allocation).all(),
                        now));
    }

    private static List<LoadBalancerStatus> balancers(Snapshot snapshot, List<WarpHost> hosts) {
        List<LoadBalancerStatus> balancers = new ArrayList<>();
        for (WarpHost host : hosts) {
            String name = host.getMetadata().getName();
            snapshot.plan(name)
                    .filter(plan -> plan.getStatus() != null)
                    .ifPresent(plan ->
                            plan.getStatus().balancers().forEach(balancer -> balancers.add(balancer(name, balancer))));
        }
        return balancers;
    }

    private static LoadBalancerStatus balancer(String host, BalancerStatus balancer) {
        List<ListenerStatus> listeners = balancer.listeners();
        boolean open = !listeners.isEmpty() && listeners.stream().allMatch(ListenerStatus::bound);
        return new LoadBalancerStatus(
                host,
                balancer.interfaceName(),
                listeners.stream()
                        .filter(ListenerStatus::bound)
                        .map(listener -> address(listener.address()) + ":" + listener.port())
                        .sorted()
                        .toList(),
                balancer.running() && open);
    }

    private static String address(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static List<HostNameStatus> hostNames(Snapshot snapshot, WarpEnvironment environment) {
        HostNames names = HostNames.of(snapshot);
        List<HostNameStatus> served = new ArrayList<>();
        for (WarpService service : snapshot.services()) {
            boolean here =
                    snapshot.environmentOf(service).filter(environment::equals).isPresent();
            if (here && !Snapshot.deleted(service)) {
                ServiceRef ref = Snapshot.ref(service);
                names.of(ref)
                        .forEach(name -> served.add(new HostNameStatus(name, ref.namespace() + "/" + ref.service())));
            }
        }
        served.sort(Comparator.comparing(HostNameStatus::name));
        return served;
    }
}
