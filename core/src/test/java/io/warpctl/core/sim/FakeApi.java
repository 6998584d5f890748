package io.warpctl.core.sim;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The API: objects with resourceVersions, replaced only under the version they were read at; watchers hear of it later. */
final class FakeApi {
    /** A service object as one version of it. */
    record ServiceObject(ServiceSpec spec, ServiceState state, boolean deleting, long incarnation, long version) {}

    /**
     * A plan object as one version of it.
     *
     * @param barred what was quarantined in the states it was projected from
     */
    record PlanObject(HostPlan plan, Map<ServiceRef, Set<String>> barred, long version) {}

    private final World world;
    boolean up = true;
    final Map<ServiceRef, ServiceObject> services = new TreeMap<>();
    final Map<ServiceRef, List<Release>> releases = new TreeMap<>();
    final Map<String, PlanObject> plans = new TreeMap<>();
    final Map<String, HostReport> reports = new TreeMap<>();
    private long version;

    /** Version of the newest change. */
    long version() {
        return version;
    }

    FakeApi(World world) {
        this.world = world;
    }

    void create(ServiceSpec spec) {
        services.put(spec.ref(), new ServiceObject(spec, ServiceState.EMPTY, false, ++version, version));
        releases.put(spec.ref(), new ArrayList<>());
        world.trace(() -> "user creates " + Texts.spec(spec));
        serviceChanged(spec.ref());
    }

    /** A person changes a service; nothing happens when it is not there. */
    void change(ServiceRef ref, UnaryOperator<ServiceSpec> change) {
        ServiceObject old = services.get(ref);
        if (old == null || old.deleting() || !up) {
            return;
        }
        ServiceSpec spec = change.apply(old.spec());
        services.put(ref, new ServiceObject(spec, old.state(), false, old.incarnation(), ++version));
        world.trace(() -> "user changes " + Texts.spec(spec));
        serviceChanged(ref);
    }

    void delete(ServiceRef ref) {
        ServiceObject old = services.get(ref);
        if (old == null || old.deleting() || !up) {
            return;
        }
        world.trace(() -> "user deletes " + ref);
        services.put(ref, new ServiceObject(old.spec(), old.state(), true, old.incarnation(), ++version));
        serviceChanged(ref);
    }

    boolean writeState(ServiceRef ref, ServiceState state, long precondition) {
        ServiceObject old = services.get(ref);
        if (!up || old == null || old.version() != precondition) {
            return false;
        }
        world.checks.stateWritten(old.state(), state);
        services.put(ref, new ServiceObject(old.spec(), state, old.deleting(), old.incarnation(), ++version));
        world.trace(() -> "state of " + ref + ": " + Texts.state(state, releases.get(ref)));
        serviceChanged(ref);
        return true;
    }

    boolean removeFinalizer(ServiceRef ref, long precondition) {
        ServiceObject old = services.get(ref);
        if (!up || old == null || old.version() != precondition) {
            return false;
        }
        world.trace(() -> "service " + ref + " is gone");
        services.remove(ref);
        releases.remove(ref);
        serviceChanged(ref);
        return true;
    }

    boolean createRelease(ServiceRef ref, long incarnation, Release release) {
        ServiceObject owner = services.get(ref);
        boolean taken = owner == null
                || owner.incarnation() != incarnation
                || releases.get(ref).stream().anyMatch(other -> other.name().equals(release.name()));
        if (!up || taken) {
            return false;
        }
        world.trace(
                () -> "release " + release.name() + " of " + release.template().version());
        releases.get(ref).add(release);
        List<Release> seen = List.copyOf(releases.get(ref));
        notifyOperators(operator -> operator.sawReleases(ref, incarnation, seen));
        return true;
    }

    boolean writePlan(String host, HostPlan plan, Map<ServiceRef, Set<String>> barred, long precondition) {
        PlanObject old = plans.get(host);
        if (!up || (old == null ? 0 : old.version()) != precondition) {
            return false;
        }
        plans.put(host, new PlanObject(plan, barred, ++version));
        world.checks.planWritten(host, Optional.ofNullable(old).map(PlanObject::plan), plan, barred);
        world.trace(() -> "plan of " + host + ": " + Texts.plan(plan));
        PlanObject written = plans.get(host);
        notifyOperators(operator -> operator.sawPlan(host, written));
        offer(world.hosts.get(host));
        return true;
    }

    /** What was quarantined in a state. */
    static Set<String> barred(ServiceState state) {
        Set<String> hashes = new TreeSet<>();
        state.quarantined().stream().map(Quarantine::releaseHash).forEach(hashes::add);
        return hashes;
    }

    void report(String host, HostReport report) {
        reports.put(host, report);
        long at = ++version;
        notifyOperators(operator -> operator.sawReport(host, report, at));
    }

    void nodeConnects(SimHost host) {
        offer(host);
        host.node.send();
    }

    void comesBack() {
        up = true;
        world.hosts.values().forEach(this::nodeConnects);
    }

    /** The host hears of its newest plan, at some time. */
    private void offer(SimHost host) {
        world.time.after(delay(), () -> {
            if (host.reachesApi()) {
                Optional.ofNullable(plans.get(host.name)).ifPresent(newest -> host.node.offered(newest.plan()));
            }
        });
    }

    private void serviceChanged(ServiceRef ref) {
        Optional<ServiceObject> seen = Optional.ofNullable(services.get(ref));
        long at = version;
        notifyOperators(operator -> operator.sawService(ref, seen, at));
    }

    private void notifyOperators(java.util.function.Consumer<SimOperator> event) {
        SimOperator operator = world.operator;
        if (operator != null) {
            deliver(operator, event);
        }
    }

    private void deliver(SimOperator operator, java.util.function.Consumer<SimOperator> event) {
        world.time.after(delay(), () -> {
            if (!up) {
                world.time.after(500, () -> deliver(operator, event));
                return;
            }
            event.accept(operator);
            if (world.mishap(0.02)) {
                deliver(operator, event);
            }
        });
    }

    private int delay() {
        return world.mishap(0.05) ? world.dice.between(500, 8000) : world.dice.between(1, 60);
    }
}
