package io.warpctl.operator.host;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.project.HostInputs;
import io.warpctl.core.project.Projection;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.map.Plans;
import io.warpctl.operator.cache.CacheEventSource;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.gather.PlanInputs;
import io.warpctl.operator.gather.Snapshot;
import io.warpctl.operator.write.Epoch;
import io.warpctl.operator.write.Reconciling;
import io.warpctl.operator.write.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Second stage: projects all persisted decisions into the plan of a host. */
@ControllerConfiguration(name = "host")
public final class HostReconciler implements Reconciler<WarpHost> {
    private static final Logger LOG = LoggerFactory.getLogger(HostReconciler.class);

    private final World world;
    private final Writer writer;
    private final Readiness readiness;
    private final Epoch epoch;
    private final InstantSource clock;
    private final String clusterUid;

    /**
     * A reconciler of all hosts.
     *
     * @param world what is known
     * @param client writes the hosts' readiness
     * @param epoch which leadership projects
     * @param clock the time
     * @param clusterUid UID of the namespace {@code kube-system}
     */
    public HostReconciler(World world, KubernetesClient client, Epoch epoch, InstantSource clock, String clusterUid) {
        this.world = world;
        this.writer = new Writer(client);
        this.readiness = new Readiness(client);
        this.epoch = epoch;
        this.clock = clock;
        this.clusterUid = clusterUid;
    }

    @Override
    public List<EventSource<?, WarpHost>> prepareEventSources(EventSourceContext<WarpHost> context) {
        return List.of(
                new CacheEventSource<>(world.services(), "services", service -> all()),
                new CacheEventSource<>(world.environments(), "environments", environment -> all()),
                new CacheEventSource<>(world.releases(), "releases", release -> all()),
                new CacheEventSource<>(world.plans(), "plans", HostReconciler::named),
                new CacheEventSource<>(world.leases(), "leases", HostReconciler::named));
    }

    @Override
    public UpdateControl<WarpHost> reconcile(WarpHost host, Context<WarpHost> context) {
        return Reconciling.of(
                host,
                () -> follow(host),
                () -> UpdateControl.<WarpHost>noUpdate().rescheduleAfter(Reconciling.SOON));
    }

    private UpdateControl<WarpHost> follow(WarpHost host) {
        Optional<Lease> lease = world.leases()
                .get(Optional.of(Warp.NODE_NAMESPACE), host.getMetadata().getName());
        Optional<Duration> again = readiness.update(host, lease, clock.instant());
        project(host);
        UpdateControl<WarpHost> control = UpdateControl.noUpdate();
        again.ifPresent(control::rescheduleAfter);
        return control;
    }

    private void project(WarpHost host) {
        Snapshot snapshot = world.snapshot();
        HostInputs inputs = PlanInputs.of(snapshot, host, clusterUid, epoch.current());
        String name = host.getMetadata().getName();
        HostPlan plan = Projection.project(name, inputs);
        if (inputs.previous().map(plan::equals).orElse(false)) {
            return;
        }
        Optional<WarpHostPlan> stored = snapshot.plan(name);
        if (stored.isPresent()) {
            writer.replaceSpec(stored.get(), Plans.toResource(plan));
        } else {
            writer.create(resource(host, plan));
        }
        LOG.info(
                "plan {} written: {} services, {} removals",
                plan.generation(),
                plan.services().size(),
                plan.removals().size());
    }

    private static WarpHostPlan resource(WarpHost host, HostPlan plan) {
        WarpHostPlan resource = new WarpHostPlan();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(host.getMetadata().getName())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(host.getApiVersion())
                        .withKind(host.getKind())
                        .withName(host.getMetadata().getName())
                        .withUid(host.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(false)
                        .build())
                .build());
        resource.setSpec(Plans.toResource(plan));
        return resource;
    }

    private Collection<ResourceID> all() {
        return world.hosts().list().stream().map(ResourceID::fromResource).toList();
    }

    private static Set<ResourceID> named(HasMetadata object) {
        return Set.of(new ResourceID(object.getMetadata().getName()));
    }
}
