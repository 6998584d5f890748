package io.warpctl.crds.map;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.plan.Timing;
import io.warpctl.crds.environment.NetworkSpec;
import io.warpctl.crds.plan.BlockEntry;
import io.warpctl.crds.plan.InterfaceEntry;
import io.warpctl.crds.plan.InterfaceEntry.ListenerEntry;
import io.warpctl.crds.plan.PlanSpec;
import io.warpctl.crds.plan.RemovalEntry;
import io.warpctl.crds.plan.ServiceEntry;
import io.warpctl.crds.plan.TimingEntry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything one host should run: {@code spec} of a WarpHostPlan. */
public final class Plans {
    private Plans() {}

    /** The plan as a resource has it. */
    public static PlanSpec toResource(HostPlan plan) {
        return new PlanSpec(
                plan.clusterUid(),
                plan.generation(),
                plan.leaderEpoch(),
                new NetworkSpec(
                        plan.servicesNetwork().name(), plan.servicesNetwork().subnet()),
                values(plan.releases(), Templates::toResource),
                plan.services().stream().map(Plans::service).toList(),
                plan.interfaces().stream().map(Plans::interfaceEntry).toList(),
                plan.resolve(),
                plan.removals().stream().map(Plans::removal).toList());
    }

    /**
     * The plan as core has it.
     *
     * @throws IllegalArgumentException when a time in it is none
     */
    public static HostPlan toCore(PlanSpec plan) {
        return new HostPlan(
                plan.clusterUid(),
                plan.generation(),
                plan.leaderEpoch(),
                plan.servicesNetwork() == null ? null : network(plan.servicesNetwork()),
                values(plan.releases(), Templates::toCore),
                plan.services().stream().map(Plans::service).toList(),
                plan.interfaces().stream().map(Plans::interfacePlan).toList(),
                plan.resolve(),
                plan.removals().stream().map(Plans::removal).toList());
    }

    /** The bridge network as core has it. */
    public static ServicesNetwork network(NetworkSpec network) {
        return new ServicesNetwork(network.name(), network.subnet());
    }

    private static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> change) {
        Map<String, B> result = new TreeMap<>();
        map.forEach((key, value) -> result.put(key, change.apply(value)));
        return result;
    }

    private static ServiceEntry service(ServicePlan service) {
        return new ServiceEntry(
                service.ref().namespace(),
                service.ref().environment(),
                service.ref().service(),
                service.hosts(),
                service.hiddenPrefixes(),
                Healths.toResource(service.health()),
                new TimingEntry(
                        service.timing().drainSeconds(),
                        service.timing().stopGraceSeconds(),
                        service.timing().keepWarmSeconds()),
                service.rolloutInProgress(),
                Text.time(service.rolloutEndedAt()),
                service.blocks().stream()
                        .map(block -> new BlockEntry(
                                block.name(),
                                block.weight(),
                                block.target(),
                                block.fallback().orElse(null)))
                        .toList());
    }

    private static ServicePlan service(ServiceEntry service) {
        return new ServicePlan(
                new ServiceRef(service.namespace(), service.environment(), service.service()),
                service.hosts(),
                service.hiddenPrefixes(),
                Healths.toCore(service.health()),
                service.timing() == null ? Timing.DEFAULT : timing(service.timing()),
                service.rolloutInProgress(),
                Text.time(service.rolloutEndedAt()),
                service.blocks().stream()
                        .map(block -> new BlockPlan(
                                block.name(), block.weight(), block.target(), Optional.ofNullable(block.fallback())))
                        .toList());
    }

    private static Timing timing(TimingEntry timing) {
        return new Timing(timing.drainSeconds(), timing.stopGraceSeconds(), timing.keepWarmSeconds());
    }

    private static InterfaceEntry interfaceEntry(InterfacePlan plan) {
        return new InterfaceEntry(
                plan.name(),
                plan.addresses(),
                plan.gateway().orElse(null),
                plan.routingTable().orElse(null),
                plan.listeners().stream()
                        .map(listener -> new ListenerEntry(listener.name(), listener.port()))
                        .toList());
    }

    private static InterfacePlan interfacePlan(InterfaceEntry entry) {
        return new InterfacePlan(
                entry.name(),
                entry.addresses(),
                Optional.ofNullable(entry.gateway()),
                Optional.ofNullable(entry.routingTable()),
                entry.listeners().stream()
                        .map(listener -> new ListenerPlan(listener.name(), listener.port()))
                        .toList());
    }

    private static RemovalEntry removal(Removal removal) {
        ServiceRef service = removal.service();
        return new RemovalEntry(
                service.namespace(),
                service.environment(),
                service.service(),
                removal.block().orElse(null));
    }

    private static Removal removal(RemovalEntry removal) {
        return new Removal(
                new ServiceRef(removal.namespace(), removal.environment(), removal.service()),
                Optional.ofNullable(removal.block()));
    }
}
