package io.warpctl.node.api;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.crds.CrdInstaller;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.host.HostSpec;
import io.warpctl.crds.host.InterfaceStatus;
import io.warpctl.crds.map.Plans;
import io.warpctl.crds.plan.PlanStatus;
import io.warpctl.node.report.HostFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real API server in this process. */
class ApiNodeTest {
    private static final String HOST = "host-a";

    private static ApiServer server;
    private static KubernetesClient client;

    private final AtomicInteger changes = new AtomicInteger();
    private ApiPlanSource source;
    private ApiReportSink sink;

    @BeforeAll
    static void startServer() {
        server = ApiServer.start(ApiServerOptions.inMemory());
        client = client();
        CrdInstaller.install(client, Duration.ofSeconds(30));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Warp.NODE_NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @BeforeEach
    void connect() {
        WarpHost host = new WarpHost();
        host.setMetadata(new ObjectMetaBuilder().withName(HOST).build());
        host.setSpec(new HostSpec(List.of()));
        client.resource(host).create();
        source = new ApiPlanSource(client, HOST);
        source.start(changes::incrementAndGet);
        sink = new ApiReportSink(client, HOST, source, "1.2.3", InstantSource.system());
    }

    @AfterEach
    void disconnect() {
        sink.close();
        source.close();
        client.resources(WarpHostPlan.class).withName(HOST).delete();
        client.resources(WarpHost.class).withName(HOST).delete();
    }

    @Test
    void followsItsOwnPlanOnly() {
        create("host-b", plan(7));
        create(HOST, plan(1));
        await().until(() -> generation() == 1);
        replace(plan(2));
        await().until(() -> generation() == 2);
        assertThat(changes.get()).isPositive();
        client.resources(WarpHostPlan.class).withName("host-b").delete();
    }

    @Test
    void keepsThePlanWhenItIsDeleted() {
        create(HOST, plan(1));
        await().until(() -> generation() == 1);
        client.resources(WarpHostPlan.class).withName(HOST).delete();
        await().until(() -> source.resource().isEmpty());
        assertThat(generation()).isEqualTo(1);
    }

    @Test
    void writesTheReportIntoThePlansStatus() {
        sink.publish(report(1));
        create(HOST, plan(1));
        await().until(() -> status().acceptedGeneration() == 1);
        assertThat(status().observedGeneration()).isEqualTo(1);
        assertThat(Conditions.holds(status().conditions(), "DockerReady")).isTrue();
        // The plan moves on while its last sight is old: the write conflicts, is repeated, and is of the plan before.
        replace(plan(2));
        sink.publish(new HostReport(
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("stray"),
                report(1).conditions()));
        await().until(() -> status().unclaimed().contains("stray"));
        assertThat(status().observedGeneration()).isEqualTo(1);
        sink.publish(report(2));
        await().until(() -> status().acceptedGeneration() == 2);
        assertThat(status().observedGeneration()).isEqualTo(2);
        assertThat(stored().getSpec().generation()).isEqualTo(2);
    }

    @Test
    void saysWhatTheHostIsBesideTheOperatorsCondition() {
        WarpHost host = client.resources(WarpHost.class).withName(HOST).get();
        assertThat(host.getStatus()).isNull();
        sink.publish(report(1));
        sink.publish(new HostFacts(
                "boot",
                List.of(new HostFacts.InterfaceFact("eth0", List.of("10.0.0.1"), "10.0.0.254", false)),
                "20.10",
                "6.1",
                "Debian",
                4,
                1 << 30));
        await().until(() ->
                client.resources(WarpHost.class).withName(HOST).get().getStatus() != null);
        WarpHost after = client.resources(WarpHost.class).withName(HOST).get();
        assertThat(after.getStatus().interfaces())
                .containsExactly(new InterfaceStatus("eth0", List.of("10.0.0.1"), "10.0.0.254", false));
        assertThat(after.getStatus().versions().node()).isEqualTo("1.2.3");
        assertThat(after.getStatus().versions().docker()).isEqualTo("20.10");
        Optional<Condition> docker = Conditions.find(after.getStatus().conditions(), "DockerReady");
        assertThat(docker).map(Condition::status).contains(Condition.Status.True);
        assertThat(after.getMetadata().getManagedFields())
                .extracting(fields -> fields.getManager() + " " + fields.getSubresource())
                .contains("warp-node status");
    }

    @Test
    void renewsItsLease() {
        await().until(() -> lease() != null);
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo(HOST);
        assertThat(lease().getSpec().getLeaseDurationSeconds()).isEqualTo(40);
        assertThat(lease().getSpec().getRenewTime()).isNotNull();
    }

    private static KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .build();
    }

    private static Lease lease() {
        return client.leases().inNamespace(Warp.NODE_NAMESPACE).withName(HOST).get();
    }

    private long generation() {
        return source.latest().offer().map(offer -> offer.plan().generation()).orElse(0L);
    }

    private static WarpHostPlan stored() {
        return client.resources(WarpHostPlan.class).withName(HOST).get();
    }

    private static PlanStatus status() {
        return stored().getStatus() == null ? PlanStatus.EMPTY : stored().getStatus();
    }

    private static void create(String name, HostPlan plan) {
        WarpHostPlan resource = new WarpHostPlan();
        resource.setMetadata(new ObjectMetaBuilder().withName(name).build());
        resource.setSpec(Plans.toResource(plan));
        client.resource(resource).create();
    }

    private static void replace(HostPlan plan) {
        WarpHostPlan stored = stored();
        stored.setSpec(Plans.toResource(plan));
        client.resource(stored).update();
    }

    private static HostPlan plan(long generation) {
        return new HostPlan("uid", generation, 1, null, null, null, null, null, null);
    }

    private static HostReport report(long accepted) {
        return new HostReport(
                accepted,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new HostCondition("DockerReady", true, "DockerAnswers", "")));
    }
}
