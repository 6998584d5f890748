package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;

/** An empty host gets its first release; the load begins with the first container that serves. */
public final class DeployFirst implements Step {
    @Override
    public String phase() {
        return "deploy-1.0.0";
    }

    @Override
    public String title() {
        return "apply the manifests: four blocks of hello 1.0.0";
    }

    @Override
    public void run(DemoWorld world) {
        world.applyFirst("1.0.0");
        world.awaitFirstAnswer(Duration.ofSeconds(60));
        world.startLoad(phase());
        world.awaitAllServing("1.0.0", Duration.ofSeconds(90));
        world.rest();
    }
}
