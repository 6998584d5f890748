package io.warpctl.core.sim;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.project.DecidedService;
import io.warpctl.core.project.HostInputs;
import io.warpctl.core.project.Projection;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.Decision;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Rollout;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.sim.FakeApi.PlanObject;
import io.warpctl.core.sim.FakeApi.ServiceObject;
import io.warpctl.core.status.ServiceStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds once nothing goes wrong any more and everything had its time. */
final class Final {
    private final World world;

    Final(World world) {
        this.world = world;
    }

    /** Why the system has not converged; empty when it has. */
    Optional<String> unconverged() {
        for (ServiceObject object : world.api.services.values()) {
            Optional<String> why = undecided(object);
            if (why.isPresent()) {
                return why;
            }
        }
        for (SimHost host : world.hosts.values()) {
            Optional<String> why = unapplied(host);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private Optional<String> undecided(ServiceObject object) {
        if (object.deleting()) {
            return Optional.of("service " + object.spec().ref() + " is still being deleted");
        }
        Decision decision = decide(object);
        if (decision.toCreate().isPresent()
                || decision.resolve().isPresent()
                || !decision.state().equals(object.state())) {
            return Optional.of("the decision for " + object.spec().ref() + " goes on: "
                    + Texts.state(decision.state(), releases(object)) + " instead of "
                    + Texts.state(object.state(), releases(object)));
        }
        return decision.wakeAt().map(at -> "the deadline of " + object.spec().ref() + " is still to come, at " + at);
    }

    private Optional<String> unapplied(SimHost host) {
        PlanObject stored = world.api.plans.get(host.name);
        if (stored == null || !host.node.plan.equals(Optional.of(stored.plan()))) {
            return Optional.of(host.name + " does not follow its plan");
        }
        HostReport report = world.api.reports.getOrDefault(host.name, HostReport.EMPTY);
        List<DecidedService> decided = new ArrayList<>();
        world.api
                .services
                .values()
                .forEach(object -> decided.add(new DecidedService(object.spec(), object.state(), releases(object))));
        HostPlan next = Projection.project(
                host.name,
                new HostInputs(
                        Scenario.CLUSTER,
                        world.operator.epoch,
                        Optional.of(stored.plan()),
                        report,
                        decided,
                        List.of(),
                        Scenario.interfaces(host),
                        ServicesNetwork.DEFAULT));
        if (!next.equals(stored.plan())) {
            return Optional.of("the plan of " + host.name + " is to become " + Texts.plan(next));
        }
        var outcome = host.node.peek();
        if (!outcome.actions().isEmpty() || !host.node.idle()) {
            return Optional.of(host.name + " has something to do: "
                    + outcome.actions().stream().map(Texts::action).toList() + host.node.pending());
        }
        return unserved(host, stored.plan(), report);
    }

    private Optional<String> unserved(SimHost host, HostPlan plan, HostReport report) {
        Set<String> expected = new HashSet<>();
        for (ServicePlan service : plan.services()) {
            for (BlockPlan block : service.blocks()) {
                Optional<BlockReport> told = report.blocks().stream()
                        .filter(one -> one.block().equals(service.ref().block(block.name())))
                        .findFirst();
                if (told.isEmpty()) {
                    return Optional.of(host.name + " reports nothing of block " + block.name());
                }
                told.get().containers().stream()
                        .filter(container -> container.phase() == Phase.Warm && service.rolloutInProgress())
                        .forEach(container -> expected.add(container.container()));
                boolean held = held(service) && told.get().fault().isPresent();
                Optional<SimContainer> serving = host.docker.containers.values().stream()
                        .filter(container -> container.healthy
                                && container.block.equals(service.ref().block(block.name()))
                                && (held || container.release.equals(block.target()))
                                && everywhere(host, container.name(), block.weight()))
                        .findFirst();
                if (serving.isEmpty() && !held) {
                    return Optional.of("block " + block.name() + " on " + host.name + " is not served: " + told.get());
                }
                serving.ifPresent(container -> expected.add(container.name()));
                if (!held && !told.get().targetServes()) {
                    return Optional.of("block " + block.name() + " on " + host.name + " serves, but reports " + told);
                }
            }
        }
        Set<String> left = new HashSet<>(host.docker.containers.keySet());
        left.removeAll(expected);
        if (!left.isEmpty()) {
            return Optional.of(
                    "left on " + host.name + ": " + left + ", unclaimed " + report.unclaimed() + ", reported "
                            + report.blocks().stream()
                                    .flatMap(block -> block.containers().stream())
                                    .filter(container -> left.contains(container.container()))
                                    .toList());
        }
        return Optional.empty();
    }

    /** Held by a decision, or by the person who paused it: what is at fault then waits for them, and the old release serves. */
    private boolean held(ServicePlan service) {
        ServiceObject object = world.api.services.get(service.ref());
        return object.state().held().isPresent() || object.spec().paused();
    }

    /** Whether every balancer gives the container exactly this weight. */
    private static boolean everywhere(SimHost host, String container, int weight) {
        return host.balancers.values().stream()
                .allMatch(balancer -> balancer.running
                        && balancer.table
                                .flatMap(table -> table.endpoint(container))
                                .map(Endpoint::weight)
                                .equals(Optional.of(weight)));
    }

    /** What must be true of a converged system, said without the help of what decides. */
    void check() {
        for (ServiceObject object : world.api.services.values()) {
            ServiceSpec spec = object.spec();
            ServiceState state = object.state();
            goodVersionsAreNotBarred(object);
            boolean plain = !spec.paused()
                    && spec.percent() == 100
                    && spec.pinnedRelease().isEmpty()
                    && state.held().isEmpty()
                    && spec.blocks().stream().noneMatch(block -> block.version().isPresent());
            if (plain && faultless(spec.version())) {
                newestWins(object);
            }
            statusIsConsistent(object);
        }
    }

    private void goodVersionsAreNotBarred(ServiceObject object) {
        for (Quarantine entry : object.state().quarantined()) {
            world.checks.require(
                    "a good release is not quarantined", !faultless(entry.version()), () -> entry.toString());
        }
    }

    private boolean faultless(String version) {
        return !world.clockJumped
                && !world.tampered.contains(version)
                && world.behaviours.get(version).good();
    }

    private void newestWins(ServiceObject object) {
        for (BlockSpec block : object.spec().blocks()) {
            for (String name : block.hosts()) {
                SimHost host = world.hosts.get(name);
                boolean serves = host.docker.containers.values().stream()
                        .filter(container ->
                                container.block.equals(object.spec().ref().block(block.name())))
                        .filter(container -> container.healthy
                                && container.version.equals(object.spec().version())
                                && container
                                        .spec
                                        .env()
                                        .entrySet()
                                        .containsAll(
                                                object.spec().template().env().entrySet()))
                        .anyMatch(container -> everywhere(host, container.name(), block.weight()));
                world.checks.require(
                        "the newest spec wins",
                        serves,
                        () -> object.spec().version() + " does not serve block " + block.name() + " on " + name);
            }
        }
    }

    private void statusIsConsistent(ServiceObject object) {
        ServiceStatus status =
                ServiceStatus.of(object.spec(), object.state(), releases(object), views(), world.time.instant());
        boolean reconciling = status.condition("Reconciling").isPresent();
        boolean stalled = status.condition("Stalled").isPresent();
        world.checks.require("never Reconciling and Stalled", !(reconciling && stalled), status::toString);
        world.checks.require("nothing reconciles in a converged system", !reconciling, status::toString);
        boolean ready = status.condition("Ready").orElseThrow().isTrue();
        boolean anything = object.state().blocks().values().stream()
                .anyMatch(block -> block.target().isPresent());
        world.checks.require(
                "ready or stalled, and not both", ready != stalled || (!ready && !anything), status::toString);
    }

    private Decision decide(ServiceObject object) {
        return Rollout.decide(object.spec(), object.state(), releases(object), views(), world.time.instant());
    }

    private List<Release> releases(ServiceObject object) {
        return world.api.releases.get(object.spec().ref());
    }

    private List<HostView> views() {
        return world.hosts.values().stream()
                .map(host -> new HostView(host.name, true, world.api.reports.getOrDefault(host.name, HostReport.EMPTY)))
                .toList();
    }
}
