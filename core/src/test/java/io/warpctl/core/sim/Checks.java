package io.warpctl.core.sim;

import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The properties that hold at every moment. */
final class Checks {
    /** What is reported is known to the operator after this time, unless it knows that it does not hear. */
    private static final long LONGEST_UNSEEN_MILLIS = 30_000;

    /** The node asks a container again after this time at the latest. */
    private static final long PROBE_MILLIS = 1000;

    private final World world;
    /** Plans a host followed, the last ones. */
    private final Map<String, List<Followed>> followed = new HashMap<>();

    private final Map<String, Map<ServiceRef, Set<String>>> barredOf = new HashMap<>();
    /** When a balancer of the host sent users to the release of the block last, of those that do no more. */
    private final Map<Routed, Long> routedUntil = new HashMap<>();

    Checks(World world) {
        this.world = world;
    }

    private record Routed(String host, BlockRef block, String release) {}

    private record Followed(long since, HostPlan plan, Map<ServiceRef, Set<String>> barred) {}

    void require(String property, boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Violation(property, what.get());
        }
    }

    void stateWritten(ServiceState before, ServiceState after) {
        for (Quarantine entry : after.quarantined()) {
            boolean isNew = !before.quarantined().contains(entry);
            boolean stable = before.isStable(entry.releaseHash()) || after.isStable(entry.releaseHash());
            require("a stable release is never quarantined", !(isNew && stable), entry::toString);
        }
    }

    /**
     * What a removal stops was decided when it was written first: with no stable release a release at fault is stopped, also on
     * a host that is not reached for now and is told only later, when it serves.
     */
    void planWritten(String host, Optional<HostPlan> before, HostPlan plan, Map<ServiceRef, Set<String>> barred) {
        barredOf.put(host + "/" + plan.generation(), barred);
        List<Removal> told = before.map(HostPlan::removals).orElse(List.of());
        plan.removals().stream()
                .filter(removal -> !told.contains(removal))
                .forEach(removal -> world.hosts.get(host).docker.containers.values().stream()
                        .filter(container -> removal.covers(container.block) && declared(host, container.block))
                        .forEach(container -> require(
                                "what has served for long is not stopped by the operator",
                                !servesFor(world.hosts.get(host), container, LONGEST_UNSEEN_MILLIS),
                                () -> container.name() + " on " + host + ": " + Texts.plan(plan))));
    }

    private boolean declared(String host, BlockRef block) {
        return Optional.ofNullable(world.api.services.get(block.service()))
                .filter(service -> !service.deleting())
                .flatMap(service -> service.spec().block(block.block()))
                .map(found -> found.hosts().contains(host))
                .orElse(false);
    }

    private boolean servesFor(SimHost host, SimContainer container, long millis) {
        return container.healthy
                && container.verified
                && Math.max(container.weightedAt, container.healthySince) < world.time.now() - millis
                && host.balancers.values().stream()
                        .anyMatch(balancer -> balancer.running && balancer.givesWeight(container.name()));
    }

    void planAccepted(SimHost host, HostPlan plan) {
        List<Followed> plans = followed.computeIfAbsent(host.name, name -> new ArrayList<>());
        require(
                "generations only increase",
                plans.isEmpty() || plans.get(plans.size() - 1).plan().generation() < plan.generation(),
                () -> host.name + " accepts " + Texts.plan(plan));
        plans.add(new Followed(
                world.time.now(), plan, barredOf.getOrDefault(host.name + "/" + plan.generation(), Map.of())));
    }

    void addressIsFree(SimHost host, ContainerSpec spec) {
        host.docker
                .containers
                .values()
                .forEach(other -> require(
                        "no two containers have one address",
                        !other.spec.address().equals(spec.address()),
                        () -> spec.name() + " and " + other.name() + " have " + spec.address()));
        for (FakeBalancer balancer : host.balancers.values()) {
            balancer.table.stream()
                    .filter(table -> balancer.running)
                    .flatMap(table -> table.services().stream())
                    .flatMap(route -> route.endpoints().stream())
                    .forEach(endpoint -> require(
                            "no address in use by a table is given to another container",
                            !endpoint.address().equals(spec.address())
                                    || endpoint.id().equals(spec.name()),
                            () -> spec.name() + " gets the address of " + endpoint.id()));
        }
    }

    /** SIGTERM reaches no container that users may still be sent to, nor one that is answering them. */
    void mayStop(SimHost host, SimContainer container) {
        for (FakeBalancer balancer : host.balancers.values()) {
            if (balancer.running) {
                require(
                        "nothing is stopped before every balancer has let go of it",
                        !balancer.knows(container.name()),
                        () -> container.name() + " is stopped, balancer " + balancer.interfaceName + " of " + host.name
                                + " knows it");
                require(
                        "what is being answered may end within drainSeconds",
                        world.clockJumped || !balancer.cutsOff(container.name()),
                        () -> container.name() + " is stopped while it answers "
                                + balancer.inFlight.get(container.name()));
            }
        }
    }

    /** A balancer is about to go over from one table to another that was decided on what was seen at {@code observedAt}. */
    void tableChanged(
            SimHost host, Optional<RouteTable> before, long beforeObservedAt, RouteTable after, long observedAt) {
        before.ifPresent(table -> routed(host, table).forEach(routed -> routedUntil.put(routed, world.time.now())));
        for (ServiceRoute route : after.services()) {
            Set<String> serving = new HashSet<>();
            for (Endpoint endpoint : route.endpoints()) {
                if (endpoint.weight() > 0) {
                    BlockRef block = route.service().block(endpoint.block());
                    require(
                            "never two serving containers of one block on a host",
                            serving.add(endpoint.block()),
                            () -> "block " + block + " on " + host.name + ": " + after);
                    verified(host, endpoint, observedAt);
                    planned(host, block, endpoint, observedAt);
                }
            }
        }
        before.ifPresent(table -> keepsServing(host, table, beforeObservedAt, after, observedAt));
    }

    /** What was verified and started again after the table was decided is verified anew by a later one. */
    private void verified(SimHost host, Endpoint endpoint, long observedAt) {
        SimContainer container = host.docker.containers.get(endpoint.id());
        require(
                "no user's request reaches an unverified container",
                container == null
                        || container.verified
                        || (container.everVerified && (!container.running() || container.bornAt > observedAt)),
                () -> endpoint.id() + " of version " + endpoint.version() + " gets weight on " + host.name);
    }

    /**
     * The weight is that of a plan followed lately; and a release that a block did not have before is one the plan asks for, not
     * one that was quarantined when the plan was made: by accepting the plan the host has acknowledged the quarantine. A block
     * has a release while any balancer of the host gives it weight: until the last one has acknowledged the way back, it is the
     * block's last one serving when the other is lost, and that one is not taken out.
     */
    private void planned(SimHost host, BlockRef block, Endpoint endpoint, long observedAt) {
        List<Followed> recent = recent(host);
        List<BlockPlan> plans = recent.stream()
                .flatMap(plan -> plan.plan().service(block.service()).stream())
                .flatMap(service -> service.blocks().stream())
                .filter(plan -> plan.name().equals(block.block()))
                .toList();
        boolean named = recent.stream()
                .allMatch(plan -> plan.plan().service(block.service()).stream()
                        .flatMap(service -> service.blocks().stream())
                        .anyMatch(one -> one.name().equals(block.block())));
        require(
                "weights as declared",
                !named || plans.stream().anyMatch(plan -> plan.weight() == endpoint.weight()),
                () -> endpoint + " on " + host.name + ", planned " + plans);
        Routed routed = new Routed(host.name, block, endpoint.release());
        boolean had = routedUntil.getOrDefault(routed, -1L) >= observedAt
                || host.balancers.values().stream()
                        .filter(balancer -> balancer.running)
                        .flatMap(balancer -> balancer.table.stream())
                        .anyMatch(table -> routed(host, table).anyMatch(routed::equals));
        boolean barred = recent.stream()
                .allMatch(plan ->
                        plan.barred().getOrDefault(block.service(), Set.of()).contains(endpoint.release()));
        require(
                "a quarantined release is never routed",
                had || !barred,
                () -> endpoint + " of " + block + " gets weight on " + host.name + " after its quarantine was known");
    }

    private static Stream<Routed> routed(SimHost host, RouteTable table) {
        return table.services().stream()
                .flatMap(route -> route.endpoints().stream()
                        .filter(endpoint -> endpoint.weight() > 0)
                        .map(endpoint ->
                                new Routed(host.name, route.service().block(endpoint.block()), endpoint.release())));
    }

    /** Plans in force within the last seconds, which is as long as a table may be on its way. */
    private List<Followed> recent(SimHost host) {
        List<Followed> plans = followed.getOrDefault(host.name, List.of());
        int first = plans.size() - 1;
        while (first > 0 && plans.get(first).since() > world.time.now() - 6000) {
            first--;
        }
        return first < 0 ? List.of() : plans.subList(first, plans.size());
    }

    /** A container that was started again since the table was decided is not what the table meant: it is verified anew. */
    private void keepsServing(
            SimHost host, RouteTable before, long beforeObservedAt, RouteTable after, long observedAt) {
        for (ServiceRoute route : before.services()) {
            for (Endpoint endpoint : route.endpoints()) {
                BlockRef block = route.service().block(endpoint.block());
                SimContainer old = host.docker.containers.get(endpoint.id());
                if (endpoint.weight() == 0
                        || old == null
                        || !old.healthy
                        || !old.verified
                        || old.bornAt > beforeObservedAt
                        || old.healthySince > observedAt) {
                    continue;
                }
                boolean served = after.services().stream()
                        .filter(next -> next.service().equals(route.service()))
                        .flatMap(next -> next.endpoints().stream())
                        .filter(next -> next.block().equals(endpoint.block()) && next.weight() > 0)
                        .anyMatch(next -> serves(host, next, observedAt));
                require(
                        "no action of ours reduces the number of serving blocks",
                        served || removed(host, block),
                        () -> "block " + block + " on " + host.name + " was served by " + endpoint.id()
                                + " and is served by nothing");
            }
        }
    }

    /** Whether it serves, or did when the node asked last before the table was decided: verified is what probes say. */
    private boolean serves(SimHost host, Endpoint endpoint, long observedAt) {
        SimContainer container = host.docker.containers.get(endpoint.id());
        return container == null || container.healthy || container.healthyUntil >= observedAt - PROBE_MILLIS;
    }

    private boolean removed(SimHost host, BlockRef block) {
        return recent(host).stream()
                .anyMatch(plan -> plan.plan().removals().stream().anyMatch(removal -> removal.covers(block)));
    }
}
