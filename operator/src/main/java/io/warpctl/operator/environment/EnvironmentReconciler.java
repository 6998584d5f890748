package io.warpctl.operator.environment;

import io.fabric8.kubernetes.client.KubernetesClientException;
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
import io.warpctl.operator.write.Correlation;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives routing tables out and says what an environment has. */
@ControllerConfiguration(name = "environment")
public final class EnvironmentReconciler implements Reconciler<WarpEnvironment> {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentReconciler.class);
    private static final Duration SOON = Duration.ofMillis(50);

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
        try (Correlation ignored = Correlation.of(environment)) {
            epoch.current();
            // One of the two caches may be ahead; the writer's precondition finds out.
            WarpEnvironment seen = world.environments()
                    .get(
                            java.util.Optional.of(environment.getMetadata().getNamespace()),
                            environment.getMetadata().getName())
                    .orElse(environment);
            writer.replaceStatus(seen, EnvironmentStatuses.of(world.snapshot(), seen, clock.instant()));
            return UpdateControl.noUpdate();
        } catch (KubernetesClientException e) {
            if (Writer.stale(e)) {
                LOG.debug("looked at old news, looking again: {}", e.getMessage());
                return UpdateControl.<WarpEnvironment>noUpdate().rescheduleAfter(SOON);
            }
            throw e;
        }
    }

    private Collection<ResourceID> all() {
        return world.environments().list().stream()
                .map(ResourceID::fromResource)
                .toList();
    }
}
