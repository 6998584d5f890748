package io.warpctl.core.sim;

import io.warpctl.core.converge.Action;
import io.warpctl.core.converge.ActionFailure;
import io.warpctl.core.converge.Converge;
import io.warpctl.core.converge.HostMemory;
import io.warpctl.core.converge.HostObservation;
import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.converge.Outcome;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.ImageReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The node's process: observes, decides by {@link Converge}, remembers on disk, does, reports. May end between any two effects. */
final class SimNode {
    private static final int FULL_LIST_MILLIS = 30_000;

    private final World world;
    private final SimHost host;

    // On disk.
    Optional<HostPlan> plan = Optional.empty();
    HostMemory memory;

    // In memory.
    private boolean alive;
    private int life;
    private Prober prober;
    private final Set<String> running = new HashSet<>();
    private final Map<String, ActionFailure> failures = new HashMap<>();
    private final Map<String, ImageReport> images = new HashMap<>();
    private HostReport report = HostReport.EMPTY;
    private boolean reported = true;
    private boolean scheduled;
    private boolean deciding;
    private boolean sending;
    private long wake = Long.MAX_VALUE;
    /** Counts down effects until the process ends; negative for never. */
    int effectsLeft = -1;

    SimNode(World world, SimHost host) {
        this.world = world;
        this.host = host;
        this.memory = HostMemory.empty("token-" + host.name);
    }

    boolean alive() {
        return alive;
    }

    boolean lives(int wanted) {
        return alive && life == wanted;
    }

    void start() {
        if (alive) {
            return;
        }
        world.trace(() -> host.name + " node starts");
        alive = true;
        life++;
        prober = new Prober(world, host, life);
        scheduled = false;
        deciding = false;
        sending = false;
        reported = true;
        wake = Long.MAX_VALUE;
        effectsLeft = -1;
        fullList(life);
        world.api.nodeConnects(host);
    }

    void kill() {
        if (alive) {
            host.lease();
            world.trace(() -> host.name + " node is killed");
        }
        alive = false;
        life++;
        running.clear();
        failures.clear();
        images.clear();
        report = HostReport.EMPTY;
    }

    /** A plan arrives: taken if it is of this cluster, newer, and of no earlier leader. */
    void offered(HostPlan offer) {
        boolean newer = plan.map(current -> offer.generation() > current.generation()
                        && offer.leaderEpoch() >= current.leaderEpoch()
                        && offer.clusterUid().equals(current.clusterUid()))
                .orElse(true);
        if (alive && newer && effect()) {
            plan = Optional.of(offer);
            world.checks.planAccepted(host, offer);
            world.trace(() -> host.name + " node accepts " + Texts.plan(offer));
            trigger();
        }
    }

    void truthChanged(String container) {
        if (alive) {
            prober.again(container);
        }
    }

    void balancerChanged() {
        if (alive) {
            prober.againAll();
            trigger();
        }
    }

    void trigger() {
        if (alive && !scheduled) {
            scheduled = true;
            int current = life;
            world.time.after(world.dice.between(1, 30), () -> {
                if (lives(current)) {
                    observe();
                }
            });
        }
    }

    private void fullList(int current) {
        if (lives(current)) {
            trigger();
            world.time.after(FULL_LIST_MILLIS, () -> fullList(current));
        }
    }

    /** What is seen is a little old when it is decided on; nothing else is seen before that. */
    private void observe() {
        if (deciding) {
            int current = life;
            world.time.after(10, () -> {
                if (lives(current)) {
                    observe();
                }
            });
            return;
        }
        scheduled = false;
        if (plan.isEmpty()) {
            return;
        }
        Set<String> undecided = Set.copyOf(running);
        boolean dockerDown = host.docker.down;
        List<ObservedContainer> containers = dockerDown ? List.of() : host.docker.list();
        List<ObservedBalancer> balancers =
                host.balancers.values().stream().map(FakeBalancer::observed).toList();
        long observedAt = world.time.now();
        int current = life;
        Runnable decide = () -> {
            if (lives(current)) {
                deciding = false;
                round(
                        undecided,
                        new HostObservation(
                                host.bootId,
                                dockerDown ? Optional.of("no answer") : Optional.empty(),
                                containers,
                                balancers,
                                Map.of(),
                                images,
                                prober.direct(),
                                prober.through(),
                                failures),
                        observedAt);
            }
        };
        if (world.mishap(0.2)) {
            deciding = true;
            world.time.after(world.dice.between(1, 200), decide);
        } else {
            decide.run();
        }
    }

    /** @param undecided actions that ran when it was observed: what they do could not be seen */
    private void round(Set<String> undecided, HostObservation seen, long observedAt) {
        Outcome outcome = Converge.converge(host.name, plan.orElseThrow(), seen, memory, host.clock());
        if (!effect()) {
            return;
        }
        memory = outcome.memory();
        for (Action action : outcome.actions()) {
            if (running.contains(action.key()) || undecided.contains(action.key())) {
                continue;
            }
            if (!effect()) {
                return;
            }
            running.add(action.key());
            world.trace(() -> host.name + " node: " + Texts.action(action));
            execute(action, observedAt);
        }
        prober.probe(outcome.probes());
        if (!outcome.report().equals(report)) {
            report = outcome.report();
            reported = false;
        }
        send();
        outcome.wakeAt().ifPresent(this::wake);
    }

    /** One more effect; false when the process ends before it. */
    private boolean effect() {
        if (effectsLeft < 0 || effectsLeft-- > 0) {
            return true;
        }
        kill();
        world.time.after(world.dice.between(100, 10_000), this::start);
        return false;
    }

    private void wake(Instant at) {
        long millis = Math.max(world.time.now() + 1, Timeline.millis(at) - host.clockOffset);
        if (millis < wake || wake <= world.time.now()) {
            wake = millis;
            int current = life;
            world.time.after(millis - world.time.now(), () -> {
                if (lives(current)) {
                    trigger();
                }
            });
        }
    }

    /** Sends the report when it can be sent; an answer that is lost leads to another try. */
    void send() {
        if (reported || sending || !alive || plan.isEmpty() || !host.reachesApi()) {
            return;
        }
        sending = true;
        int current = life;
        world.time.after(world.dice.between(20, 400), () -> {
            if (!lives(current)) {
                return;
            }
            sending = false;
            HostReport sent = report;
            if (host.reachesApi() && !world.mishap(0.02) && effect()) {
                world.api.report(host.name, sent);
                reported = true;
            } else if (alive) {
                world.time.after(1000, this::send);
            }
        });
    }

    private void execute(Action action, long observedAt) {
        int current = life;
        FakeDocker docker = host.docker;
        FakeDocker.Answer answer = new FakeDocker.Answer() {
            @Override
            public void done() {
                if (lives(current)) {
                    running.remove(action.key());
                    failures.remove(action.key());
                    if (action instanceof Action.EnsureImage image) {
                        docker.image(image.reference(), image.expectedId())
                                .ifPresent(found -> images.put(action.key(), found));
                    }
                    trigger();
                }
            }

            @Override
            public void failed(Fault.Kind kind, String reason, String message) {
                if (lives(current)) {
                    running.remove(action.key());
                    int count = failures.containsKey(action.key())
                            ? failures.get(action.key()).count()
                            : 0;
                    failures.put(action.key(), new ActionFailure(kind, reason, message, count + 1, host.clock()));
                    trigger();
                }
            }
        };
        if (action instanceof Action.EnsureImage image) {
            docker.ensureImage(image, answer);
        } else if (action instanceof Action.RunContainer run) {
            docker.run(run.spec(), () -> lives(current), answer);
        } else if (action instanceof Action.StartContainer start) {
            docker.start(start.container(), answer);
        } else if (action instanceof Action.StopContainer stop) {
            docker.stop(stop.container(), stop.grace().toMillis(), answer);
        } else if (action instanceof Action.RemoveContainer remove) {
            docker.remove(remove.container(), answer);
        } else if (action instanceof Action.ReadLogs logs) {
            docker.readLogs(logs.container(), answer);
        } else if (action instanceof Action.CloseConnections close) {
            host.balancers.get(close.interfaceName()).close(close.container(), answer);
        } else if (action instanceof Action.StartBalancer start) {
            host.balancers.get(start.interfaceName()).start(start.table(), observedAt, answer);
        } else if (action instanceof Action.PublishTable publish) {
            host.balancers.get(publish.interfaceName()).publish(publish.table(), observedAt, answer);
        } else {
            throw new Violation("the sim knows every action", action.toString());
        }
    }

    /** What the next round would do; for the check that a converged system has nothing to do. */
    Outcome peek() {
        return Converge.converge(
                host.name,
                plan.orElseThrow(),
                new HostObservation(
                        host.bootId,
                        Optional.empty(),
                        host.docker.list(),
                        host.balancers.values().stream()
                                .map(FakeBalancer::observed)
                                .toList(),
                        Map.of(),
                        images,
                        prober.direct(),
                        prober.through(),
                        failures),
                memory,
                host.clock());
    }

    HostReport report() {
        return report;
    }

    /** What it has under way, for people. */
    String pending() {
        return " running " + running + (reported ? "" : ", a report is to be sent");
    }

    boolean idle() {
        return running.isEmpty() && reported;
    }
}
