package io.warpctl.e2e.planswap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.e2e.rig.DockerEngine;
import io.warpctl.e2e.rig.WarpProcess;
import io.warpctl.examples.hello.image.DockerEndpoint;
import io.warpctl.load.LoadReport;
import io.warpctl.node.common.Json;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** This machine as a host whose node follows a plan file; its balancer listens on loopback. */
final class PlannedHost implements AutoCloseable {
    /** Tags of this scenario alone: another's clean-up must not take its images. */
    static final String FIRST = "1.0.0-swap";

    static final String SECOND = "1.1.0-swap";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ServicesNetwork NETWORK = new ServicesNetwork("warp-e2e-plan", "172.29.64.0/24");
    private static final List<String> BLOCKS = List.of("beta", "g1");

    private final DockerEndpoint docker;
    private final Path folder;
    private final int port;
    private final Map<String, Instant> switchedAway = new HashMap<>();
    private WarpProcess node;

    private PlannedHost(DockerEndpoint docker, Path folder, int port) {
        this.docker = docker;
        this.folder = folder;
        this.port = port;
    }

    static PlannedHost create(DockerEndpoint docker, String version) {
        try {
            // Control sockets have short paths, which a build folder need not have.
            Path folder = Files.createTempDirectory("warp-plan");
            PlannedHost host = new PlannedHost(docker, folder, freePort());
            host.write(host.plan(version));
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hostName() {
        return "e2e-hello.example.com";
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void startNode() {
        node = node().start();
    }

    /** Edits the plan under a node that halts at {@code point}, starts it anew, and waits for the swap and what follows it. */
    void swapWithNodeKilledAt(String point, String version) {
        node.kill9();
        node = node().option("-Dwarp.failpoint=" + point)
                .name("node-" + point.replaceAll("\\W", "-"))
                .start();
        write(plan(version));
        assertThat(node.awaitExit(PATIENCE))
                .as("exit code of a node halted at " + point)
                .isEqualTo(137);
        startNode();
        awaitServing(version);
        awaitOnlyServing();
    }

    /** Waits until every block serves the version, and notes when each was seen to. */
    void awaitServing(String version) {
        awaitReport(report -> BLOCKS.stream().allMatch(block -> serves(report, block, version)));
    }

    /** Waits until no container is left but the serving ones. */
    void awaitOnlyServing() {
        awaitReport(report -> report.blocks().stream()
                .allMatch(block -> block.containers().size() == 1
                        && block.containers().get(0).phase() == Phase.Serving));
    }

    /** Both the balancer's counters and what the clients noted must agree that no old container was chosen after its switch. */
    void assertNothingReachedAnOldContainerAfterItsSwitch(LoadReport report) {
        assertThat(switchedAway).isNotEmpty();
        Map<String, Long> lastSelected = new HashMap<>();
        stats().endpoints().forEach(stats -> lastSelected.put(stats.endpoint(), stats.lastSelectedMillis()));
        switchedAway.forEach((container, at) -> {
            assertThat(report.sentTo(container, at))
                    .as("requests sent to " + container + " after " + at)
                    .isEmpty();
            assertThat(lastSelected)
                    .as("the balancer's counters of " + container)
                    .containsKey(container);
            assertThat(Instant.ofEpochMilli(lastSelected.get(container)))
                    .as("last selection of " + container)
                    .isBeforeOrEqualTo(at);
        });
    }

    /** Lets the node take everything away by the plan's own means. */
    void removeService() {
        write(header() + "removals: [{service: e2e/hello}]\n");
        await().atMost(PATIENCE).until(() -> containers().isEmpty());
        await().atMost(PATIENCE).until(() -> report().balancers().isEmpty());
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        try (DockerEngine engine = DockerEngine.at(docker)) {
            DockerClient client = engine.client();
            // After a failed test there may be containers left.
            containers()
                    .forEach(id -> client.removeContainerCmd(id).withForce(true).exec());
            client.listNetworksCmd()
                    .withNameFilter(NETWORK.name())
                    .exec()
                    .forEach(network -> client.removeNetworkCmd(network.getId()).exec());
        }
        delete(folder);
    }

    private WarpProcess.Command node() {
        return WarpProcess.warpctl(
                "node",
                "--plan",
                folder.resolve("plan.yaml").toString(),
                "--name",
                "e2e-plan",
                "--state-dir",
                folder.resolve("node").toString(),
                "--docker-host",
                docker.uri());
    }

    private String header() {
        return """
                clusterUid: e2e-plan-swap
                servicesNetwork: {name: %s, subnet: %s}
                """.formatted(NETWORK.name(), NETWORK.subnet());
    }

    private String plan(String version) {
        return header() + """
                releases:
                  hello-%1$s:
                    image: warp.local/hello:%1$s
                    ports: [{port: 8080}]
                services:
                - ref: e2e/hello
                  hosts: [%2$s]
                  health: {minReadySeconds: 1, startupSeconds: 30}
                  timing: {drainSeconds: 20, stopGraceSeconds: 5, keepWarmSeconds: 1}
                  blocks:
                  - {name: beta, weight: 1, target: hello-%1$s}
                  - {name: g1, weight: 3, target: hello-%1$s}
                interfaces:
                - name: lo
                  addresses: [127.0.0.1]
                  listeners: [{port: %3$d}]
                """.formatted(version, hostName(), port);
    }

    private void write(String plan) {
        try {
            Path fresh = folder.resolve("plan.yaml.new");
            Files.writeString(fresh, plan);
            Files.move(fresh, folder.resolve("plan.yaml"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReport(Predicate<HostReport> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!Files.exists(folder.resolve("node/status.json"))) {
                return false;
            }
            HostReport report = report();
            noteSwitches(report);
            return condition.test(report);
        });
    }

    /** An old container is out of service since its successor has been seen to serve. */
    private void noteSwitches(HostReport report) {
        for (BlockReport block : report.blocks()) {
            block.serving()
                    .ifPresent(serving -> block.containers().stream()
                            .filter(container -> container.phase() == Phase.Draining || container.phase() == Phase.Warm)
                            .map(ContainerReport::container)
                            .forEach(old -> switchedAway.putIfAbsent(old, serving.since())));
        }
    }

    private static boolean serves(HostReport report, String block, String version) {
        return report.blocks().stream()
                .filter(candidate -> candidate.block().block().equals(block))
                .flatMap(candidate -> candidate.serving().stream())
                .anyMatch(container -> container.version().equals(version));
    }

    private HostReport report() {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(folder.resolve("node/status.json")), HostReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BalancerStats stats() {
        try (UnixHttp control = new UnixHttp(folder.resolve("node/lb/lo.sock"), Duration.ofSeconds(5))) {
            return Json.MAPPER.readValue(
                    control.send("GET", "/stats", new byte[0]).body(), BalancerStats.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> containers() {
        try (DockerEngine engine = DockerEngine.at(docker)) {
            return engine
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of("warpctl.io/cluster", "e2e-plan-swap"))
                    .exec()
                    .stream()
                    .map(container -> container.getId())
                    .toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
