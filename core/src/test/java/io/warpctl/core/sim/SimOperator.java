package io.warpctl.core.sim;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.project.DecidedService;
import io.warpctl.core.project.HostInputs;
import io.warpctl.core.project.Projection;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.rollout.Decision;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Rollout;
import io.warpctl.core.sim.FakeApi.PlanObject;
import io.warpctl.core.sim.FakeApi.ServiceObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The operator's process: caches that lag behind, one worker, decisions by {@link Rollout} and {@link Projection}, each write an
 * effect of its own. It may end between any two effects, and may be paused while another takes over.
 */
final class SimOperator {
    private static final int RESYNC_MILLIS = 20_000;
    private static final int LEASE_MILLIS = 15_000;

    private final World world;
    final long epoch;
    boolean alive = true;
    private long pausedUntil;
    private boolean synced;
    private boolean busy;
    private final Set<String> queue = new LinkedHashSet<>();
    /** Counts down effects until the process ends; negative for never. */
    int effectsLeft = -1;

    private final Map<ServiceRef, ServiceObject> services = new TreeMap<>();
    private final Map<ServiceRef, Long> serviceVersions = new HashMap<>();
    /** By service and incarnation: releases of a service that was deleted are not those of its successor. */
    private final Map<String, List<Release>> releases = new TreeMap<>();

    private final Map<String, PlanObject> plans = new TreeMap<>();
    private final Map<String, HostReport> reports = new TreeMap<>();
    private final Map<String, Long> reportVersions = new HashMap<>();
    private final Map<String, Long> wakes = new HashMap<>();

    SimOperator(World world, long epoch) {
        this.world = world;
        this.epoch = epoch;
        world.time.after(world.dice.between(50, 1000), this::sync);
    }

    void kill() {
        if (alive) {
            world.trace(() -> "operator " + epoch + " is killed");
        }
        alive = false;
    }

    void pause(long millis) {
        world.trace(() -> "operator " + epoch + " is paused for " + millis);
        pausedUntil = world.time.now() + millis;
    }

    /** Lists everything; nothing is done before. */
    private void sync() {
        if (!alive) {
            return;
        }
        if (!world.api.up) {
            world.time.after(500, this::sync);
            return;
        }
        world.trace(() -> "operator " + epoch + " has synced");
        world.api.services.forEach((ref, object) -> {
            services.put(ref, object);
            serviceVersions.put(ref, object.version());
        });
        world.api.services.forEach((ref, object) ->
                releases.put(key(ref, object.incarnation()), List.copyOf(world.api.releases.get(ref))));
        plans.putAll(world.api.plans);
        reports.putAll(world.api.reports);
        world.hosts.keySet().forEach(host -> reportVersions.put(host, world.api.version()));
        synced = true;
        resync();
    }

    private void resync() {
        if (alive) {
            services.keySet().forEach(this::enqueue);
            world.hosts.keySet().forEach(this::enqueueHost);
            world.time.after(RESYNC_MILLIS, this::resync);
        }
    }

    void sawService(ServiceRef ref, Optional<ServiceObject> seen, long version) {
        if (!synced || serviceVersions.getOrDefault(ref, 0L) >= version) {
            return;
        }
        serviceVersions.put(ref, version);
        if (seen.isPresent()) {
            services.put(ref, seen.get());
        } else {
            services.remove(ref);
        }
        enqueue(ref);
        world.hosts.keySet().forEach(this::enqueueHost);
    }

    void sawReleases(ServiceRef ref, long incarnation, List<Release> seen) {
        String key = key(ref, incarnation);
        if (synced && seen.size() > releases.getOrDefault(key, List.of()).size()) {
            releases.put(key, seen);
            enqueue(ref);
            world.hosts.keySet().forEach(this::enqueueHost);
        }
    }

    void sawPlan(String host, PlanObject seen) {
        if (synced && (!plans.containsKey(host) || plans.get(host).version() < seen.version())) {
            plans.put(host, seen);
            enqueueHost(host);
        }
    }

    void sawReport(String host, HostReport seen, long version) {
        if (synced && reportVersions.getOrDefault(host, 0L) < version) {
            reportVersions.put(host, version);
            reports.put(host, seen);
            services.keySet().forEach(this::enqueue);
            enqueueHost(host);
        }
    }

    private void enqueue(ServiceRef ref) {
        queue.add("s:" + ref);
        work();
    }

    private void enqueueHost(String host) {
        queue.add("h:" + host);
        work();
    }

    private void work() {
        if (busy || !synced || !alive || queue.isEmpty()) {
            return;
        }
        busy = true;
        world.time.after(world.dice.between(1, 20), this::next);
    }

    private void next() {
        busy = false;
        if (!alive) {
            return;
        }
        if (world.time.now() < pausedUntil) {
            busy = true;
            world.time.after(pausedUntil - world.time.now(), this::next);
            return;
        }
        if (queue.isEmpty()) {
            return;
        }
        String item = queue.iterator().next();
        queue.remove(item);
        if (item.startsWith("h:")) {
            project(item.substring(2));
        } else {
            services.keySet().stream()
                    .filter(ref -> item.equals("s:" + ref))
                    .findFirst()
                    .ifPresentOrElse(this::decide, this::work);
        }
    }

    private void decide(ServiceRef ref) {
        ServiceObject object = services.get(ref);
        if (object.deleting()) {
            boolean gone = world.hosts.keySet().stream().allMatch(host -> gone(ref, host));
            effects(
                    gone ? List.of(() -> world.api.removeFinalizer(ref, object.version())) : List.of(),
                    () -> {},
                    () -> enqueueLater("s:" + ref));
            return;
        }
        Decision decision = Rollout.decide(object.spec(), object.state(), known(object), views(), world.time.instant());
        List<BooleanSupplier> writes = new ArrayList<>();
        decision.toCreate()
                .ifPresent(release -> writes.add(() -> world.api.createRelease(ref, object.incarnation(), release)));
        boolean changed = !decision.state().equals(object.state());
        if (changed) {
            writes.add(() -> world.api.writeState(ref, decision.state(), object.version()));
        }
        effects(writes, () -> readOwnWrites(ref, changed), () -> enqueueLater("s:" + ref));
        decision.wakeAt().ifPresent(at -> wake("s:" + ref, Timeline.millis(at)));
    }

    /** An informer may show what its own process wrote at once, or only when the watch does. */
    private void readOwnWrites(ServiceRef ref, boolean changed) {
        ServiceObject now = world.api.services.get(ref);
        if (changed && now != null && world.dice.chance(0.5)) {
            sawService(ref, Optional.of(now), now.version());
        }
    }

    private boolean gone(ServiceRef ref, String host) {
        return !plans.containsKey(host)
                || Projection.gone(ref, plans.get(host).plan(), reports.getOrDefault(host, HostReport.EMPTY));
    }

    private void project(String host) {
        PlanObject previous = plans.get(host);
        List<DecidedService> decided = new ArrayList<>();
        Map<ServiceRef, Set<String>> barred = new TreeMap<>();
        services.forEach((ref, object) -> {
            decided.add(new DecidedService(object.spec(), object.state(), known(object)));
            barred.put(ref, FakeApi.barred(object.state()));
        });
        HostInputs inputs = new HostInputs(
                Scenario.CLUSTER,
                epoch,
                Optional.ofNullable(previous).map(PlanObject::plan),
                reports.getOrDefault(host, HostReport.EMPTY),
                decided,
                services.values().stream()
                        .filter(ServiceObject::deleting)
                        .map(object -> object.spec().ref())
                        .toList(),
                Scenario.interfaces(world.hosts.get(host)),
                ServicesNetwork.DEFAULT);
        HostPlan plan = Projection.project(host, inputs);
        boolean changed = previous == null || !plan.equals(previous.plan());
        long version = previous == null ? 0 : previous.version();
        effects(
                changed ? List.of(() -> world.api.writePlan(host, plan, barred, version)) : List.of(),
                // The projection reads its own writes: a deletion must not end while a newer plan still names the
                // service.
                () -> sawPlan(host, world.api.plans.get(host)),
                () -> enqueueLater("h:" + host));
    }

    /** Executes writes one after the other; the first that fails ends the work, which is tried again later. */
    private void effects(List<BooleanSupplier> writes, Runnable done, Runnable failed) {
        if (writes.isEmpty()) {
            work();
            return;
        }
        busy = true;
        effect(new ArrayDeque<>(writes), done, failed);
    }

    private void effect(Deque<BooleanSupplier> writes, Runnable done, Runnable failed) {
        if (writes.isEmpty()) {
            busy = false;
            done.run();
            work();
            return;
        }
        world.time.after(world.dice.between(1, 40), () -> {
            if (!alive) {
                return;
            }
            if (world.time.now() < pausedUntil) {
                world.time.after(pausedUntil - world.time.now(), () -> effect(writes, done, failed));
                return;
            }
            if (effectsLeft >= 0 && effectsLeft-- == 0) {
                kill();
                return;
            }
            boolean refused = world.mishap(0.01) || !writes.poll().getAsBoolean();
            // An answer that is lost looks like a refusal.
            if (refused || world.mishap(0.01)) {
                busy = false;
                failed.run();
                work();
            } else {
                effect(writes, done, failed);
            }
        });
    }

    private void enqueueLater(String item) {
        world.time.after(1000, () -> {
            if (alive) {
                queue.add(item);
                work();
            }
        });
    }

    private void wake(String item, long at) {
        if (wakes.getOrDefault(item, -1L) == at) {
            return;
        }
        wakes.put(item, at);
        world.time.after(at - world.time.now(), () -> {
            if (alive) {
                queue.add(item);
                work();
            }
        });
    }

    private List<Release> known(ServiceObject object) {
        return releases.getOrDefault(key(object.spec().ref(), object.incarnation()), List.of());
    }

    private static String key(ServiceRef ref, long incarnation) {
        return ref + "#" + incarnation;
    }

    private List<HostView> views() {
        return world.hosts.values().stream()
                .map(host -> new HostView(
                        host.name,
                        world.time.now() - host.lease() < LEASE_MILLIS,
                        reports.getOrDefault(host.name, HostReport.EMPTY)))
                .toList();
    }
}
