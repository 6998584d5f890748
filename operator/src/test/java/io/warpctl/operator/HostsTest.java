package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.HostNameStatus;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.FakeNode;
import io.warpctl.operator.harness.Objects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostsTest {
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.start();
        cluster.apply(Objects.environment("local", Map.of()));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aServiceRunsOnEveryHostAndAnEnvironmentSaysSo() {
        both("1.0.0");
        cluster.apply(Objects.service("hello", "local", "1.0.0", "b1", "b2"));
        cluster.awaitVersion("hello", "1.0.0");
        EnvironmentStatus status = environment(found -> found.loadBalancers().size() == 2
                && !found.hostNames().isEmpty()
                && Conditions.holds(found.conditions(), "Ready"));
        assertThat(status.hosts()).containsExactly("a", "b");
        assertThat(status.summary()).isEqualTo("2/2");
        assertThat(status.hostNames()).containsExactly(new HostNameStatus("local-hello.example.org", "default/hello"));
        assertThat(status.allocations())
                .containsExactly(new TableAssignment("a", "eth0", 1000), new TableAssignment("b", "eth0", 1000));
        assertThat(status.loadBalancers()).allSatisfy(balancer -> {
            assertThat(balancer.interfaceName()).isEqualTo("eth0");
            assertThat(balancer.addresses()).containsExactly("192.0.2.1:8080");
            assertThat(balancer.ready()).isTrue();
        });
        assertThat(cluster.plan("a").getSpec().interfaces()).singleElement().satisfies(planned -> {
            assertThat(planned.routingTable()).isEqualTo(1000);
            assertThat(planned.gateway()).isEqualTo("192.0.2.254");
        });
    }

    @Test
    void aHostThatIsRemovedLetsADeletionEnd() {
        FakeNode lost = both("1.0.0");
        cluster.apply(Objects.service("hello", "local", "1.0.0", "b1"));
        cluster.awaitVersion("hello", "1.0.0");
        lost.silence();
        cluster.people().resource(cluster.service("hello")).delete();
        Condition waiting = cluster.awaitCondition("hello", "Ready", Status.False, "Terminating");
        assertThat(waiting.message()).contains("waits for host").contains("when its WarpHost is deleted");
        cluster.await(
                "hello",
                "waiting for host b alone",
                service -> Conditions.find(service.getStatus().conditions(), "Ready")
                        .filter(condition -> condition.message().contains("waits for host b ("))
                        .isPresent());
        cluster.people().resources(WarpHost.class).withName("b").delete();
        Awaitility.await("the service is gone").until(() -> cluster.service("hello") == null);
        Awaitility.await("the plan is gone").until(() -> cluster.plan("b") == null);
    }

    @Test
    void aHostWhoseNodeNeverReportedIsNotReady() {
        try (KubernetesClient client = cluster.client("kubectl")) {
            HostRegistration.ensure(client, "c", Map.of(), List.of());
        }
        Awaitility.await("readiness")
                .untilAsserted(() -> assertThat(ready("c")).hasValueSatisfying(condition -> {
                    assertThat(condition.status()).isEqualTo(Status.False);
                    assertThat(condition.reason()).isEqualTo("NodeNeverReported");
                }));
    }

    @Test
    void aHostWhoseLeaseRunsOutIsNotReadyAndComesBack() {
        FakeNode node = cluster.node("a", Map.of());
        node.renewLease(1);
        Awaitility.await("silence is noticed")
                .untilAsserted(() -> assertThat(ready("a"))
                        .hasValueSatisfying(
                                condition -> assertThat(condition.reason()).isEqualTo("NodeSilent")));
        node.renewLease(3600);
        Awaitility.await("return is noticed")
                .untilAsserted(() -> assertThat(ready("a"))
                        .hasValueSatisfying(
                                condition -> assertThat(condition.holds()).isTrue()));
    }

    @Test
    void aNewHostGetsTheRunningVersion() {
        cluster.node("a", Map.of()).image("warp.local/hello:1.0.0", "sha256:10");
        cluster.apply(Objects.service("hello", "local", "1.0.0", "b1"));
        cluster.awaitVersion("hello", "1.0.0");
        FakeNode second = cluster.node("b", Map.of()).image("warp.local/hello:1.0.0", "sha256:10");
        Awaitility.await("the version serves there").until(() -> second.everServed("1.0.0"));
        cluster.awaitVersion("hello", "1.0.0");
    }

    /** Two hosts with the image; gives the second, b. */
    private FakeNode both(String version) {
        cluster.node("a", Map.of()).image("warp.local/hello:" + version, "sha256:1");
        return cluster.node("b", Map.of()).image("warp.local/hello:" + version, "sha256:1");
    }

    private Optional<Condition> ready(String host) {
        WarpHost found =
                cluster.people().resources(WarpHost.class).withName(host).get();
        return found.getStatus() == null
                ? Optional.empty()
                : Conditions.find(found.getStatus().conditions(), "Ready");
    }

    private EnvironmentStatus environment(Predicate<EnvironmentStatus> condition) {
        return Awaitility.await("status of the environment")
                .until(
                        () -> cluster.people()
                                .resources(WarpEnvironment.class)
                                .inNamespace(Cluster.NAMESPACE)
                                .withName("local")
                                .get()
                                .getStatus(),
                        condition);
    }
}
