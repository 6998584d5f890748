package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;

/** Forward again; in the middle API server and operator are killed and started again. */
public final class RollOutAgainWithServerCrash implements Step {
    @Override
    public String phase() {
        return "rollout-1.1.0-again";
    }

    @Override
    public String title() {
        return "remove the pin: 1.1.0 again; API server and operator are killed in the middle";
    }

    @Override
    public void run(DemoWorld world) {
        world.unpin();
        world.awaitMiddle("1.1.0", Duration.ofSeconds(60));
        world.narrator().say("kill -9 " + world.server().pid() + " (API server and operator)");
        world.server().crash();
        world.watchTraffic("without a control plane", Duration.ofSeconds(3));
        world.server().start();
        world.narrator()
                .say("API server and operator started again, pid "
                        + world.server().pid());
        world.awaitAllServing("1.1.0", Duration.ofSeconds(120));
        world.rest();
    }
}
