package io.warpctl.operator.environment;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.operator.cache.CacheEventSource;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.gather.Snapshot;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Reconciling;
import io.warpctl.operator.write.Writer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Gives routing tables out and says what an environment has. */
@ControllerConfiguration(name = "environment")
public final class EnvironmentReconciler implements Reconciler<WarpEnvironment> {
    private final World world;
    private final Writer writer;
    private final Epoch epoch;
    private final InstantSource clock;

    /**
     * A reconciler of all environments.
     *
     * @param world what is known
     * @param writer writes their status
     * @param epoch fails while this operator does not lead
     * @param clock the time
     */
    public EnvironmentReconciler(World world, Writer writer, Epoch epoch, InstantSource clock) {
        this.world = world;
        this.writer = writer;
        this.epoch = epoch;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, WarpEnvironment>> prepareEventSources(EventSourceContext<WarpEnvironment> context) {
        return List.of(
                new CacheEventSource<>(world.hosts(), "hosts", host -> all()),
                new CacheEventSource<>(world.plans(), "plans", plan -> all()),
                new CacheEventSource<>(world.services(), "services", service -> all()));
    }

    @Override
    public UpdateControl<WarpEnvironment> reconcile(WarpEnvironment environment, Context<WarpEnvironment> context) {
        return Reconciling.of(
                environment,
                () -> say(environment),
                () -> UpdateControl.<WarpEnvironment>noUpdate().rescheduleAfter(Reconciling.SOON));
    }

    private UpdateControl<WarpEnvironment> say(WarpEnvironment environment) {
        epoch.current();
        Snapshot snapshot = world.snapshot();
        snapshot.environments().stream()
                .filter(seen -> seen.getMetadata()
                        .getUid()
                        .equals(environment.getMetadata().getUid()))
                .forEach(seen -> writer.replaceStatus(seen, EnvironmentStatuses.of(snapshot, seen, clock.instant())));
        return UpdateControl.noUpdate();
    }

    private Collection<ResourceID> all() {
        return world.environments().list().stream()
                .map(ResourceID::fromResource)
                .toList();
    }
}
