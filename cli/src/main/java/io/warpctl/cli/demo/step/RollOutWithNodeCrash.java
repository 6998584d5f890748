package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;

/** A new version, block by block; in the middle the node is killed and started again. */
public final class RollOutWithNodeCrash implements Step {
    @Override
    public String phase() {
        return "rollout-1.1.0";
    }

    @Override
    public String title() {
        return "set version: 1.1.0; the node is killed in the middle";
    }

    @Override
    public void run(DemoWorld world) {
        world.apply("1.1.0");
        world.awaitMiddle("1.1.0", Duration.ofSeconds(60));
        world.narrator().say("kill -9 " + world.node().pid() + " (the node)");
        world.node().crash();
        world.watchTraffic("without a node", Duration.ofSeconds(3));
        world.node().start();
        world.narrator().say("node started again, pid " + world.node().pid());
        world.awaitAllServing("1.1.0", Duration.ofSeconds(120));
        world.rest();
    }
}
