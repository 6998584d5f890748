package io.warpctl.node.testing;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.node.plan.PlanOffer;
import io.warpctl.node.plan.PlanReading;
import io.warpctl.node.plan.PlanSource;
import java.util.List;
import java.util.Optional;

/** A source a test gives plans to. */
public final class FakePlans implements PlanSource {
    private volatile PlanReading latest = PlanReading.NOTHING;
    private volatile Runnable changed = () -> {};

    /** Offers a plan under its own generation. */
    public void offer(HostPlan plan) {
        latest = new PlanReading(Optional.of(new PlanOffer(plan, true)), List.of());
        changed.run();
    }

    @Override
    public void start(Runnable listener) {
        changed = listener;
    }

    @Override
    public PlanReading latest() {
        return latest;
    }

    @Override
    public void close() {
        changed = () -> {};
    }
}
