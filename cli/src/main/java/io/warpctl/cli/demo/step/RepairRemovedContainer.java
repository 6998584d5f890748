package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;

/** Somebody removes a serving container by hand; it is replaced, and users see nothing of it. */
public final class RepairRemovedContainer implements Step {
    private static final String BLOCK = "g2";

    @Override
    public String phase() {
        return "repair";
    }

    @Override
    public String title() {
        return "docker rm -f the serving container of block " + BLOCK;
    }

    @Override
    public void run(DemoWorld world) {
        String removed = world.removeServingContainer(BLOCK);
        world.awaitReplacement(BLOCK, removed, Duration.ofSeconds(60));
        world.rest();
    }
}
