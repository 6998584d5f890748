package io.warpctl.operator.harness;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostReport;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.host.InterfaceStatus;
import io.warpctl.crds.host.WarpHostStatus;
import io.warpctl.crds.map.Plans;
import io.warpctl.crds.map.Reports;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.operator.HostRegistration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node without a host: follows its plan and reports plausibly. */
public final class FakeNode implements AutoCloseable {
    private static final long STEP_MILLIS = 15;
    /** Longer than a test takes on a busy machine. */
    private static final int LEASE_SECONDS = 3600;

    private static final String MANAGER = "warp-node";

    private static final Logger LOG = LoggerFactory.getLogger(FakeNode.class);

    private final KubernetesClient client;
    private final String name;
    private final FakeHost host = new FakeHost();
    private final ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean silent;
    private HostReport last = HostReport.EMPTY;
    private long lastGeneration;

    FakeNode(KubernetesClient client, String name, Map<String, String> labels) {
        this.client = client;
        this.name = name;
        HostRegistration.ensure(client, name, labels, List.of());
        reportHost();
        renewLease(LEASE_SECONDS);
        steps.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Has the image from now on. */
    public FakeNode image(String reference, String id) {
        host.images.put(reference, id);
        return this;
    }

    /** Containers of the version never become healthy from now on. */
    public FakeNode faulty(String version) {
        host.faultyVersions.add(version);
        return this;
    }

    /** Whether a container of the version ever served. */
    public boolean everServed(String version) {
        return host.everServed.contains(version);
    }

    /** Neither follows its plan nor reports from now on. */
    public void silence() {
        silent = true;
    }

    private void step() {
        if (silent) {
            return;
        }
        try {
            WarpHostPlan plan =
                    client.resources(WarpHostPlan.class).withName(name).get();
            if (plan != null) {
                follow(plan);
            }
        } catch (KubernetesClientException e) {
            // As a node does: the next step tries again. Thrown, it would end all steps.
            LOG.info("fake node {}: {}", name, e.getMessage());
        }
    }

    private void follow(WarpHostPlan plan) {
        Instant now = Instant.now();
        HostPlan spec = Plans.toCore(plan.getSpec());
        HostReport report = host.step(spec, now);
        if (report.equals(last) && lastGeneration == plan.getMetadata().getGeneration()) {
            return;
        }
        PlanStatus before = plan.getStatus() == null ? PlanStatus.EMPTY : plan.getStatus();
        WarpHostPlan patch = new WarpHostPlan();
        patch.setMetadata(new ObjectMetaBuilder().withName(name).build());
        patch.setStatus(Reports.toResource(report, before, plan.getMetadata().getGeneration(), now));
        applyStatus(patch);
        last = report;
        lastGeneration = plan.getMetadata().getGeneration();
    }

    private void reportHost() {
        WarpHost patch = new WarpHost();
        patch.setMetadata(new ObjectMetaBuilder().withName(name).build());
        patch.setStatus(new WarpHostStatus(
                "boot-1",
                List.of(
                        new InterfaceStatus("lo", List.of("127.0.0.1"), null, true),
                        new InterfaceStatus("eth0", List.of("192.0.2.1"), "192.0.2.254", false)),
                null,
                null,
                null));
        applyStatus(patch);
    }

    private void applyStatus(io.fabric8.kubernetes.api.model.HasMetadata patch) {
        client.resource(patch)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(MANAGER)
                        .withForce(true)
                        .build());
    }

    /** Renews its Lease for so many seconds. */
    public void renewLease(int seconds) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(Warp.NODE_NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(name)
                        .withLeaseDurationSeconds(seconds)
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .fieldManager(MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    @Override
    public void close() {
        steps.shutdownNow();
        try {
            if (!steps.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the fake node of " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
