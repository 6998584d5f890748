package io.warpctl.core.sim;

import io.warpctl.core.converge.ContainerMemory;
import io.warpctl.core.converge.ObservedContainer;
import java.util.List;

/** What goes wrong from outside, at any time. */
final class Mishaps {
    private final World world;
    private final Dice dice;

    Mishaps(World world) {
        this.world = world;
        this.dice = world.dice;
    }

    void plan(long until) {
        int count = dice.chance(0.15) ? 0 : dice.between(1, 7);
        for (int i = 0; i < count; i++) {
            world.time.after(dice.between(500, (int) until), this::happen);
        }
    }

    private void happen() {
        if (!world.faulty) {
            return;
        }
        SimHost host = dice.pick(List.copyOf(world.hosts.values()));
        switch (dice.between(0, 17)) {
            case 0, 1, 2 -> host.node.effectsLeft = dice.between(0, 12);
            case 3 -> crashNode(host);
            case 4, 5 -> world.operator.effectsLeft = dice.between(0, 4);
            case 6 -> replaceOperator(dice.between(500, 20_000));
            case 7 -> takeOver();
            case 8 -> apiDown();
            case 9 -> partition(host);
            case 10 -> dockerDown(host);
            case 11 -> imageMissing(host);
            case 12, 13 -> hitContainer(host);
            case 14, 15 -> dice.pick(List.copyOf(host.balancers.values())).kill();
            case 16 -> reboot(host);
            default -> clockJump(host);
        }
    }

    private void crashNode(SimHost host) {
        host.node.kill();
        world.time.after(dice.between(100, 20_000), host.node::start);
    }

    /** The operator ends, if it has not yet, and comes back, as the same leader or as the next. */
    private void replaceOperator(long later) {
        SimOperator old = world.operator;
        old.kill();
        world.time.after(later, () -> {
            if (world.operator == old) {
                world.operator = new SimOperator(world, old.epoch + (dice.chance(0.5) ? 1 : 0));
            }
        });
    }

    /** The operator hangs, another takes over, and the first goes on for a moment without knowing. */
    private void takeOver() {
        SimOperator old = world.operator;
        int pause = dice.between(2000, 20_000);
        old.pause(pause);
        world.operator = new SimOperator(world, old.epoch + 1);
        world.time.after(pause + dice.between(0, 500), old::kill);
    }

    private void apiDown() {
        world.trace(() -> "API is down");
        world.hosts.values().forEach(SimHost::lease);
        world.api.up = false;
        world.time.after(dice.between(500, 40_000), () -> {
            world.trace(() -> "API is up");
            if (!world.api.up) {
                world.api.comesBack();
            }
        });
    }

    private void partition(SimHost host) {
        world.trace(() -> host.name + " is cut off");
        host.lease();
        host.connected = false;
        world.time.after(dice.between(500, 60_000), () -> reconnect(host));
    }

    void reconnect(SimHost host) {
        if (!host.connected) {
            world.trace(() -> host.name + " is reached again");
            host.connected = true;
            world.api.nodeConnects(host);
        }
    }

    private void dockerDown(SimHost host) {
        world.trace(() -> host.name + " docker is down");
        host.docker.down = true;
        host.node.trigger();
        world.time.after(dice.between(500, 30_000), () -> dockerUp(host));
    }

    void dockerUp(SimHost host) {
        host.docker.down = false;
        host.node.trigger();
    }

    private void imageMissing(SimHost host) {
        String version = Scenario.version(dice.between(0, Scenario.VERSIONS - 1));
        world.trace(() -> host.name + " lacks image " + version);
        host.docker.missingImages.add(version);
        world.time.after(dice.between(1000, 60_000), () -> host.docker.missingImages.remove(version));
    }

    /** Someone else kills, stops or removes a container. */
    private void hitContainer(SimHost host) {
        List<SimContainer> containers = List.copyOf(host.docker.containers.values());
        if (containers.isEmpty()) {
            return;
        }
        SimContainer container = dice.pick(containers);
        if (!served(host, container)) {
            world.tampered.add(container.version);
        }
        int how = dice.between(0, 3);
        world.trace(() -> "someone hits " + container.name() + " on " + host.name + ", way " + how);
        if (how == 0) {
            host.docker.vanish(container);
        } else if (container.state == ObservedContainer.State.RUNNING && how < 3) {
            host.docker.exit(container, how == 1 ? 137 : 1);
        } else if (container.running()) {
            // It hangs: it runs and does not answer, for a while or until it is replaced.
            hang(host, container);
        }
    }

    /** What the node knows to have served is started again; what has not is a candidate that failed. */
    private static boolean served(SimHost host, SimContainer container) {
        ContainerMemory memory = host.node.memory.containers().get(container.name());
        return memory != null && memory.served();
    }

    private void hang(SimHost host, SimContainer container) {
        if (container.healthy) {
            container.healthyUntil = world.time.now();
            container.healthy = false;
            host.node.truthChanged(container.name());
            int life = container.life;
            world.time.after(dice.between(2000, 60_000), () -> {
                if (container.life == life && container.running()) {
                    container.heals(world.time.now());
                    host.node.truthChanged(container.name());
                }
            });
        }
    }

    private void reboot(SimHost host) {
        world.trace(() -> host.name + " reboots");
        host.docker.containers.values().stream()
                .filter(container -> !served(host, container))
                .forEach(container -> world.tampered.add(container.version));
        host.reboot();
    }

    private void clockJump(SimHost host) {
        world.clockJumped = true;
        host.clockOffset = dice.pick(List.of(-3_600_000, -5000, 5000, 3_600_000));
        world.trace(() -> host.name + " clock jumps to offset " + host.clockOffset);
        host.node.trigger();
    }

    /** An end to everything that goes wrong; what is broken now is mended. */
    void stop() {
        world.trace(() -> "faults stop");
        world.faulty = false;
        if (!world.api.up) {
            world.api.comesBack();
        }
        SimOperator old = world.operator;
        old.kill();
        world.operator = new SimOperator(world, old.epoch + 1);
        for (SimHost host : world.hosts.values()) {
            host.node.effectsLeft = -1;
            host.docker.missingImages.clear();
            dockerUp(host);
            reconnect(host);
            host.node.start();
        }
    }
}
