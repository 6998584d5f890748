package io.warpctl.core.sim;

import io.warpctl.core.converge.Action;
import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.Labels;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.ImageReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A Docker daemon: does what it is told after a while, unless it is down or something goes wrong. */
final class FakeDocker {
    /** Told how a request ended. */
    interface Answer {
        Answer NOBODY = new Answer() {
            @Override
            public void done() {}

            @Override
            public void failed(Fault.Kind kind, String reason, String message) {}
        };

        void done();

        void failed(Fault.Kind kind, String reason, String message);
    }

    private final World world;
    private final SimHost host;
    final Map<String, SimContainer> containers = new TreeMap<>();
    final TreeSet<String> missingImages = new TreeSet<>();
    boolean down;

    FakeDocker(World world, SimHost host) {
        this.world = world;
        this.host = host;
    }

    List<ObservedContainer> list() {
        return containers.values().stream().map(SimContainer::observed).toList();
    }

    Optional<ImageReport> image(String reference, String expectedId) {
        String version = reference.substring(reference.indexOf(':') + 1);
        String id = "sha256:" + version;
        boolean there = !missingImages.contains(version) && (expectedId.isEmpty() || expectedId.equals(id));
        return there ? Optional.of(new ImageReport(reference, id, version, "", "")) : Optional.empty();
    }

    void ensureImage(Action.EnsureImage action, Answer client) {
        request(world.dice.between(5, 300), client, answer -> {
            if (image(action.reference(), action.expectedId()).isPresent()) {
                answer.done();
            } else {
                answer.failed(Fault.Kind.Host, "ImageNotFound", "no such image: " + action.reference());
            }
        });
    }

    /** Two requests: a client that is gone after the first leaves a container that was never started. */
    void run(ContainerSpec spec, BooleanSupplier clientLives, Answer client) {
        request(world.dice.between(20, 200), client, answer -> {
            SimContainer existing = containers.get(spec.name());
            if (existing != null) {
                boolean same = existing.spec
                        .labels()
                        .get(Labels.SPEC_HASH)
                        .equals(spec.labels().get(Labels.SPEC_HASH));
                world.checks.require("a name is used once", same, () -> spec.name() + " is another container");
            } else {
                world.checks.addressIsFree(host, spec);
                containers.put(spec.name(), new SimContainer(spec, host.clock()));
                world.trace(() -> host.name + " docker creates " + spec.name());
                host.dockerEvent();
            }
            boolean created = containers.get(spec.name()).state == ObservedContainer.State.CREATED;
            if (!created) {
                answer.done();
            } else if (clientLives.getAsBoolean()) {
                start(spec.name(), answer);
            }
        });
    }

    void start(String name, Answer client) {
        request(world.dice.between(20, 300), client, answer -> {
            SimContainer container = containers.get(name);
            if (container == null) {
                answer.failed(Fault.Kind.Host, "NoSuchContainer", "no such container: " + name);
                return;
            }
            if (!container.running()) {
                begin(container);
            }
            answer.done();
        });
    }

    void stop(String name, long graceMillis, Answer client) {
        request(world.dice.between(1, 20), client, answer -> {
            SimContainer container = containers.get(name);
            if (container == null || !container.running()) {
                answer.done();
                return;
            }
            world.checks.mayStop(host, container);
            container.healthy = false;
            int life = container.life;
            long takes = world.dice.chance(0.1) ? graceMillis : world.dice.between(10, 800);
            world.time.after(takes, () -> {
                if (container.life == life) {
                    exit(container, 143);
                }
                answer.done();
            });
        });
    }

    void remove(String name, Answer client) {
        request(world.dice.between(5, 100), client, answer -> {
            SimContainer container = containers.get(name);
            if (container != null && container.running()) {
                answer.failed(Fault.Kind.Host, "DockerFailed", name + " still runs");
                return;
            }
            if (container != null) {
                vanish(container);
            }
            answer.done();
        });
    }

    void readLogs(String name, Answer client) {
        request(world.dice.between(5, 50), client, answer -> {
            SimContainer container = containers.get(name);
            if (container == null) {
                answer.failed(Fault.Kind.Host, "NoSuchContainer", "no such container: " + name);
                return;
            }
            container.logTail = Optional.of(List.of("last words"));
            container.changed();
            answer.done();
        });
    }

    /** The container's process ends. */
    void exit(SimContainer container, int code) {
        world.trace(() -> host.name + " container " + container.name() + " exits " + code);
        container.life++;
        container.state = ObservedContainer.State.EXITED;
        container.exitCode = Optional.of(code);
        container.changed();
        sick(container);
        host.dockerEvent();
    }

    void vanish(SimContainer container) {
        world.trace(() -> host.name + " container " + container.name() + " is removed");
        container.life++;
        container.state = ObservedContainer.State.EXITED;
        containers.remove(container.name());
        sick(container);
        host.dockerEvent();
    }

    private void sick(SimContainer container) {
        if (container.healthy) {
            container.healthyUntil = world.time.now();
        }
        container.healthy = false;
        container.verified = false;
        host.node.truthChanged(container.name());
    }

    private void begin(SimContainer container) {
        world.trace(() -> host.name + " container " + container.name() + " starts, version " + container.version);
        container.life++;
        container.state = ObservedContainer.State.RUNNING;
        container.startedAt = host.clock();
        container.bornAt = world.time.now();
        container.exitCode = Optional.empty();
        container.changed();
        int life = container.life;
        Behaviour behaviour = world.behaviours.get(container.version);
        world.time.after(behaviour.startMillis(), () -> {
            if (container.life != life) {
                return;
            }
            if (behaviour.kind() == Behaviour.Kind.EXITS) {
                exit(container, 1);
            } else if (behaviour.becomesHealthy()) {
                container.heals(world.time.now());
                host.node.truthChanged(container.name());
            }
        });
        if (behaviour.kind() == Behaviour.Kind.CRASHES_LATER) {
            world.time.after(world.dice.between(2000, 30000), () -> {
                if (container.life == life && world.faulty) {
                    exit(container, 1);
                }
            });
        }
        host.dockerEvent();
    }

    private void request(int millis, Answer client, Consumer<Answer> effect) {
        world.time.after(millis, () -> {
            if (down) {
                client.failed(Fault.Kind.Host, "DockerUnreachable", "no answer");
                return;
            }
            if (world.mishap(0.01)) {
                if (world.dice.chance(0.5)) {
                    // Done, but the answer is lost.
                    effect.accept(Answer.NOBODY);
                }
                client.failed(Fault.Kind.Host, "DockerError", "500");
                return;
            }
            effect.accept(client);
        });
    }
}
