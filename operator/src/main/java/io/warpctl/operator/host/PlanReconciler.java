package io.warpctl.operator.host;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.operator.cache.CacheEventSource;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Reconciling;
import io.warpctl.operator.write.Writer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away the plan of a host that is no more. What runs there goes on: a node without a plan keeps its last one. */
@ControllerConfiguration(name = "plan")
public final class PlanReconciler implements Reconciler<WarpHostPlan> {
    private static final Logger LOG = LoggerFactory.getLogger(PlanReconciler.class);

    private final World world;
    private final Writer writer;
    private final Epoch epoch;

    /**
     * A reconciler of all plans.
     *
     * @param world what is known
     * @param writer deletes plans
     * @param epoch fails while this operator does not lead
     */
    public PlanReconciler(World world, Writer writer, Epoch epoch) {
        this.world = world;
        this.writer = writer;
        this.epoch = epoch;
    }

    @Override
    public List<EventSource<?, WarpHostPlan>> prepareEventSources(EventSourceContext<WarpHostPlan> context) {
        return List.of(new CacheEventSource<>(
                world.hosts(),
                "hosts",
                host -> Set.of(new ResourceID(host.getMetadata().getName()))));
    }

    @Override
    public UpdateControl<WarpHostPlan> reconcile(WarpHostPlan plan, Context<WarpHostPlan> context) {
        return Reconciling.of(
                plan,
                () -> sweep(plan),
                () -> UpdateControl.<WarpHostPlan>noUpdate().rescheduleAfter(Reconciling.SOON));
    }

    private UpdateControl<WarpHostPlan> sweep(WarpHostPlan plan) {
        epoch.current();
        if (world.hosts().get(Optional.empty(), plan.getMetadata().getName()).isEmpty()) {
            writer.delete(plan);
            LOG.info("deleted the plan of a host that is no more");
        }
        return UpdateControl.noUpdate();
    }
}
