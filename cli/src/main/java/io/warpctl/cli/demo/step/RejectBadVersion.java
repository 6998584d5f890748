package io.warpctl.cli.demo.step;

import io.warpctl.cli.demo.DemoWorld;
import java.time.Duration;

/** A version that never becomes healthy gets no request, is taken back and not tried again. */
public final class RejectBadVersion implements Step {
    @Override
    public String phase() {
        return "reject-1.2.0";
    }

    @Override
    public String title() {
        return "set version: 1.2.0, which never becomes healthy";
    }

    @Override
    public void run(DemoWorld world) {
        world.apply("1.2.0");
        world.awaitRejection("1.2.0", Duration.ofSeconds(90));
        world.awaitServingVersion("1.1.0", Duration.ofSeconds(60));
        world.rest();
    }
}
