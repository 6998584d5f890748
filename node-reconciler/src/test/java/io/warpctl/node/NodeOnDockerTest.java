package io.warpctl.node;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.report.HostReport;
import io.warpctl.examples.hello.image.Variant;
import io.warpctl.node.common.Failpoint;
import io.warpctl.node.common.Json;
import io.warpctl.node.docker.Docker;
import io.warpctl.node.docker.DockerHost;
import io.warpctl.node.lb.BalancerSupervisor;
import io.warpctl.node.testing.Images;
import io.warpctl.node.testing.NodeProcess;
import io.warpctl.node.testing.Requests;
import io.warpctl.node.testing.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The node as a process of its own, with real containers and a real balancer, killed where it hurts. */
@ExtendWith(Images.class)
class NodeOnDockerTest {
    private static final String CLUSTER = "node-on-docker-test";
    private static final String HOST = "node-on-docker";
    private static final String NETWORK = "warpnodehost";
    private static final String NAME = "test-hello.localhost";
    private static final Duration LONG = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private final int port = Tables.freePort();
    private final Docker docker = DockerHost.at(NodeOptions.DEFAULT_DOCKER_HOST);
    private Path state;
    private Path plan;
    private Process node;

    @BeforeEach
    void prepare() throws IOException {
        state = Files.createDirectories(directory.resolve("state"));
        plan = directory.resolve("plan.yaml");
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        if (node != null) {
            node.destroyForcibly().waitFor();
        }
        try (BalancerSupervisor balancers = new BalancerSupervisor(state.resolve("lb"), List.of(), () -> {})) {
            balancers.stop("lo");
        }
        docker.list(CLUSTER, HOST).forEach(container -> {
            docker.stop(container.name(), Duration.ZERO);
            docker.remove(container.name());
        });
        removeNetwork();
        docker.close();
    }

    @Test
    void changesVersionsWithoutAFailedRequestWhereverItIsKilled() throws Exception {
        write(Images.ONE);
        start("");
        eventually(() -> serves(Images.ONE));
        try (Requests requests = new Requests(port, NAME)) {
            Variant target = Images.ONE;
            for (String failpoint : List.of(
                    "created:RunContainer", "memory-persisted#4", "after:PublishTable#2", "before:StopContainer")) {
                target = target.equals(Images.ONE) ? Images.TWO : Images.ONE;
                changeTo(target, failpoint);
            }
            assertThat(requests.failures()).isEmpty();
            assertThat(requests.answers(Images.ONE.version())).isPositive();
            assertThat(requests.answers(Images.TWO.version())).isPositive();
        }
    }

    @Test
    void saysThatAContainerListensOnLoopbackOnly() throws Exception {
        write(Images.LOOPBACK);
        start("");
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(report().map(HostReport::toString).orElse(""))
                                .contains("listens on 127.0.0.1:8080 only: make it listen on 0.0.0.0"));
    }

    private void changeTo(Variant target, String failpoint) throws Exception {
        node.destroyForcibly().waitFor();
        write(target);
        start(failpoint);
        eventually(() -> !node.isAlive());
        assertThat(node.exitValue()).as(failpoint).isEqualTo(Failpoint.EXIT_CODE);
        start("");
        eventually(() -> serves(target));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(docker.list(CLUSTER, HOST))
                        .as("after %s only the new container is left", failpoint)
                        .extracting(ObservedContainer::version)
                        .containsExactly(target.version()));
    }

    private void eventually(Callable<Boolean> condition) throws IOException {
        try {
            await().atMost(LONG).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(directory.resolve("node.log")), e);
        }
    }

    private void start(String failpoint) throws IOException {
        node = NodeProcess.start(HOST, state, plan, failpoint);
    }

    private boolean serves(Variant variant) {
        return report().stream()
                .flatMap(report -> report.blocks().stream())
                .flatMap(block -> block.serving().stream())
                .anyMatch(container -> container.version().equals(variant.version()));
    }

    private Optional<HostReport> report() {
        try {
            Path status = state.resolve("status.json");
            return Files.exists(status)
                    ? Optional.of(Json.MAPPER.readValue(Files.readAllBytes(status), HostReport.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Variant variant) throws IOException {
        Files.writeString(plan, """
                clusterUid: %s
                servicesNetwork: {name: %s, subnet: 172.31.252.0/24}
                releases:
                  %s:
                    image: %s
                    ports: [{port: 8080}]
                services:
                - ref: test/hello
                  hosts: [%s]
                  health: {minReadySeconds: 0, startupSeconds: 60}
                  timing: {drainSeconds: 2, stopGraceSeconds: 2, keepWarmSeconds: 0}
                  blocks: [{name: b, target: %s}]
                interfaces:
                - {name: lo, addresses: [127.0.0.1], listeners: [{port: %d}]}
                """.formatted(
                        CLUSTER, NETWORK, variant.version(), variant.image(), NAME, variant.version(), port));
    }

    private static void removeNetwork() throws IOException {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        var transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(NodeOptions.DEFAULT_DOCKER_HOST)
                .build();
        try (var client = DockerClientImpl.getInstance(config, transport)) {
            client.removeNetworkCmd(NETWORK).exec();
        }
    }
}
