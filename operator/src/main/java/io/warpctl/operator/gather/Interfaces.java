package io.warpctl.operator.gather;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.ListenerSpec;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.crds.host.InterfaceSpec;
import io.warpctl.crds.host.InterfaceStatus;
import io.warpctl.crds.host.WarpHostStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The interfaces of a host that get a balancer: those its WarpHost names, else those its node found. */
public final class Interfaces {
    private static final String LOOPBACK = "lo";

    private Interfaces() {}

    /** The interfaces that get a balancer. */
    public static List<InterfaceSpec> of(WarpHost host) {
        List<InterfaceSpec> named =
                host.getSpec() == null ? List.of() : host.getSpec().interfaces();
        if (!named.isEmpty()) {
            return named;
        }
        List<InterfaceStatus> found = found(host);
        boolean others = found.stream().anyMatch(one -> !one.loopback());
        return found.stream()
                .filter(one -> !others || !one.loopback())
                .map(one -> new InterfaceSpec(one.name(), List.of(), null, List.of()))
                .toList();
    }

    /** Whether an interface gets a routing table of its own: all but the loopback interface. */
    public static boolean routed(WarpHost host, String interfaceName) {
        return !interfaceName.equals(LOOPBACK)
                && found(host).stream().noneMatch(one -> one.name().equals(interfaceName) && one.loopback());
    }

    /**
     * The interfaces as a plan has them. One whose routing table is not given out yet is left out: replies must not leave by
     * another interface. A host that no environment selects needs none once nothing runs there any more.
     *
     * @param host the host
     * @param environments the environments that select it, the oldest first
     * @param previous the host's plan as it is, whose interfaces are kept as long as nobody says which there are
     */
    public static List<InterfacePlan> plans(
            WarpHost host, List<WarpEnvironment> environments, Optional<HostPlan> previous) {
        List<InterfacePlan> planned = previous.map(HostPlan::interfaces).orElse(List.of());
        List<InterfaceSpec> interfaces = of(host);
        if (environments.isEmpty()) {
            return previous.map(Interfaces::carriesNothing).orElse(true) ? List.of() : planned;
        }
        return interfaces.isEmpty()
                ? planned
                : interfaces.stream()
                        .flatMap(one -> plan(host, one, environments, planned).stream())
                        .toList();
    }

    private static boolean carriesNothing(HostPlan plan) {
        return plan.services().isEmpty() && plan.removals().isEmpty();
    }

    private static Optional<InterfacePlan> plan(
            WarpHost host, InterfaceSpec one, List<WarpEnvironment> environments, List<InterfacePlan> previous) {
        Optional<Integer> table = environments.stream()
                .findFirst()
                .flatMap(owner -> table(owner, host.getMetadata().getName(), one.name()))
                .or(() -> previous.stream()
                        .filter(before -> before.name().equals(one.name()))
                        .findFirst()
                        .flatMap(InterfacePlan::routingTable));
        if (routed(host, one.name()) && table.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InterfacePlan(
                one.name(),
                one.addresses(),
                Optional.ofNullable(one.gateway()).or(() -> gateway(host, one.name())),
                routed(host, one.name()) ? table : Optional.empty(),
                listeners(one, environments)));
    }

    private static Optional<Integer> table(WarpEnvironment owner, String host, String interfaceName) {
        return Optional.ofNullable(owner.getStatus()).map(EnvironmentStatus::allocations).orElse(List.of()).stream()
                .filter(given ->
                        given.host().equals(host) && given.interfaceName().equals(interfaceName))
                .map(TableAssignment::routingTable)
                .findFirst();
    }

    /** Those of the interface, else those of all environments; of two on one port, the older environment's. */
    private static List<ListenerPlan> listeners(InterfaceSpec one, List<WarpEnvironment> environments) {
        Stream<ListenerSpec> wanted = one.listeners().isEmpty()
                ? environments.stream().flatMap(environment -> environment.getSpec().listeners().stream())
                : one.listeners().stream();
        Map<Integer, ListenerPlan> byPort = new LinkedHashMap<>();
        wanted.forEach(
                listener -> byPort.putIfAbsent(listener.port(), new ListenerPlan(listener.name(), listener.port())));
        return List.copyOf(byPort.values());
    }

    private static Optional<String> gateway(WarpHost host, String interfaceName) {
        return found(host).stream()
                .filter(one -> one.name().equals(interfaceName))
                .flatMap(one -> Optional.ofNullable(one.gateway()).stream())
                .findFirst();
    }

    private static List<InterfaceStatus> found(WarpHost host) {
        return Optional.ofNullable(host.getStatus())
                .map(WarpHostStatus::interfaces)
                .orElse(List.of());
    }
}
