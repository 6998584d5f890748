package io.warpctl.core.sim;

import io.warpctl.core.converge.ObservedContainer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A host: Docker, balancers, a node, a clock of its own, a line to the API. */
final class SimHost {
    final String name;
    final FakeDocker docker;
    final Map<String, FakeBalancer> balancers = new TreeMap<>();
    final SimNode node;
    boolean connected = true;
    long clockOffset;
    String bootId = "boot-1";
    /** When its node was last heard of by the API. */
    private long lease;

    private final World world;
    private int boots = 1;

    SimHost(World world, String name, List<String> interfaces) {
        this.world = world;
        this.name = name;
        this.docker = new FakeDocker(world, this);
        interfaces.forEach(one -> balancers.put(one, new FakeBalancer(world, this, one)));
        this.node = new SimNode(world, this);
    }

    Instant clock() {
        return Timeline.instant(world.time.now() + clockOffset);
    }

    boolean reachesApi() {
        return connected && world.api.up;
    }

    /** Virtual time of the last renewal of the node's lease; renewed by whoever looks while the node could have done it. */
    long lease() {
        if (node.alive() && reachesApi()) {
            lease = world.time.now();
        }
        return lease;
    }

    void dockerEvent() {
        if (!docker.down) {
            node.trigger();
        }
    }

    /** Everything ends; only what is on disk stays. */
    void reboot() {
        lease();
        boots++;
        bootId = "boot-" + boots;
        node.kill();
        balancers.values().forEach(FakeBalancer::kill);
        for (SimContainer container : List.copyOf(docker.containers.values())) {
            if (container.state == ObservedContainer.State.RUNNING) {
                docker.exit(container, 137);
            }
        }
        world.time.after(world.dice.between(1000, 20_000), node::start);
    }
}
