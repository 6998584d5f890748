package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;
import java.util.Set;

/** One command takes the version back; the old containers are still warm, so only routes change. */
public final class RollBack implements Step {
    @Override
    public String phase() {
        return "rollback-1.0.0";
    }

    @Override
    public String title() {
        return "warpctl rollout undo hello: the old containers are warm, only routes change";
    }

    @Override
    public void run(DemoWorld world) {
        Set<String> before = world.containerIds();
        world.undo();
        world.awaitAllServing("1.0.0", Duration.ofSeconds(60));
        world.expect(
                before.containsAll(world.containerIds()),
                "the rollback was a change of routes: no container was started");
        world.rest();
    }
}
