package io.warpctl.core.converge;

import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.report.BalancerReport;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Traffic;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a round's report together. */
final class Reports {
    private Reports() {}

    static HostReport of(Scope scope, List<BlockReport> blocks, List<String> unclaimed) {
        List<ImageReport> images =
                scope.plan().resolve().stream().map(scope.images()::report).toList();
        return new HostReport(
                scope.plan().generation(),
                blocks,
                balancers(scope),
                images,
                traffic(scope),
                unclaimed,
                conditions(scope, unclaimed));
    }

    static HostReport dockerDown(Scope scope) {
        HostCondition docker = new HostCondition(
                "DockerReady",
                false,
                "DockerUnreachable",
                scope.seen().dockerError().orElse(""));
        return new HostReport(
                scope.plan().generation(),
                List.of(),
                balancers(scope),
                List.of(),
                traffic(scope),
                List.of(),
                List.of(docker));
    }

    private static List<HostCondition> conditions(Scope scope, List<String> unclaimed) {
        List<HostCondition> conditions = new ArrayList<>();
        conditions.add(new HostCondition("DockerReady", true, "DockerAnswers", ""));
        List<String> closed = new ArrayList<>();
        for (InterfacePlan planned : scope.plan().interfaces()) {
            Optional<ObservedBalancer> balancer = scope.acks().running().stream()
                    .filter(observed -> observed.interfaceName().equals(planned.name()))
                    .findFirst();
            if (balancer.isEmpty()) {
                closed.add("the balancer of " + planned.name() + " does not run");
            } else if (balancer.get().ownListeners().isEmpty()
                    && !planned.listeners().isEmpty()) {
                closed.add("interface " + planned.name() + " has no address");
            } else {
                balancer.get().listeners().stream()
                        .filter(state -> !state.bound())
                        .forEach(state -> closed.add(text(state)));
            }
        }
        conditions.add(
                closed.isEmpty()
                        ? new HostCondition("BalancersReady", true, "ListenersOpen", "")
                        : new HostCondition("BalancersReady", false, "ListenerClosed", String.join("; ", closed)));
        if (!unclaimed.isEmpty()) {
            conditions.add(new HostCondition(
                    "Unclaimed",
                    true,
                    "ContainersWithoutPlan",
                    "no plan names these containers and no removal covers them, they stay: "
                            + String.join(", ", unclaimed)));
        }
        return conditions;
    }

    private static String text(ListenerState state) {
        return state.listener().address() + ":" + state.listener().port() + " is not open: " + state.error();
    }

    private static List<BalancerReport> balancers(Scope scope) {
        return scope.plan().interfaces().stream()
                .map(planned -> scope.seen().balancers().stream()
                        .filter(observed -> observed.interfaceName().equals(planned.name()))
                        .findFirst()
                        .map(observed -> new BalancerReport(
                                planned.name(),
                                observed.running(),
                                observed.table().map(RouteTable::number).orElse(TableNumber.NONE),
                                observed.ownListeners()))
                        .orElse(new BalancerReport(planned.name(), false, TableNumber.NONE, List.of())))
                .toList();
    }

    private static List<Traffic> traffic(Scope scope) {
        Map<String, Traffic> sums = new TreeMap<>();
        for (ObservedBalancer balancer : scope.seen().balancers()) {
            for (EndpointStats stats : balancer.endpoints()) {
                String version = Optional.ofNullable(scope.plan().releases().get(stats.release()))
                        .map(ReleaseTemplate::version)
                        .or(() -> scope.endpoint(stats.endpoint()).map(endpoint -> endpoint.version()))
                        .orElse("");
                Traffic own = new Traffic(
                        stats.service().block(stats.block()),
                        stats.release(),
                        version,
                        stats.requests(),
                        stats.failures());
                sums.merge(
                        own.block() + "@" + own.release(),
                        own,
                        (one, other) -> new Traffic(
                                one.block(),
                                one.release(),
                                one.version().isEmpty() ? other.version() : one.version(),
                                one.requests() + other.requests(),
                                one.failures() + other.failures()));
            }
        }
        return List.copyOf(sums.values());
    }
}
