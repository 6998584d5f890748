package io.warpctl.crds.map;

import io.warpctl.core.plan.Health;
import io.warpctl.crds.common.HealthSpec;

/** When a container counts as ready. */
public final class Healths {
    private Healths() {}

    /** As a resource has it. */
    public static HealthSpec toResource(Health health) {
        return new HealthSpec(
                health.mode(),
                health.path(),
                health.intervalSeconds(),
                health.timeoutSeconds(),
                health.startupSeconds(),
                health.minReadySeconds(),
                health.unhealthySeconds());
    }

    /** As core has it; what is absent has the schema's default. */
    public static Health toCore(HealthSpec given) {
        HealthSpec health = given == null ? HealthSpec.DEFAULT : given;
        return new Health(
                health.mode(),
                health.path(),
                health.intervalSeconds(),
                health.timeoutSeconds(),
                health.startupSeconds(),
                health.minReadySeconds(),
                health.unhealthySeconds());
    }
}
