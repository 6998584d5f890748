package io.warpctl.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.DockerEngine;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.Folders;
import io.warpctl.e2e.rig.Marker;
import io.warpctl.e2e.rig.Ports;
import io.warpctl.e2e.rig.WarpProcess;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan file with a mistake in it is refused by line or field, and the plan before it stays in force. */
class PlanFileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Variant IMAGE = Variant.ok("1.0.0-file");
    private static final String CLUSTER = "e2e-plan-file";
    private static final String NETWORK = "warp-e2e-file";

    private final DockerHost docker = DockerHost.shared();
    private final Path folder = Folders.temporary("warp-file");
    private final Path plan = folder.resolve("plan.yaml");
    private final int port = Ports.free();
    private Cleanliness clean;
    private WarpProcess node;

    @BeforeEach
    void start() {
        clean = Cleanliness.of(docker.endpoint(), ControlPlane::concerns);
        HelloImages.build(docker.endpoint(), Path.of("target", "images"), List.of(IMAGE));
        write(good());
        node = WarpProcess.warpctl(
                        "node",
                        "--plan",
                        plan.toString(),
                        "--name",
                        "e2e-file",
                        "--state-dir",
                        folder.resolve("node").toString(),
                        "--docker-host",
                        docker.endpoint().uri())
                .start();
    }

    @AfterEach
    void leaveNothing() {
        node.close();
        Marker.thisRun().killAll();
        try (DockerEngine engine = DockerEngine.at(docker.endpoint())) {
            engine.remove("warpctl.io/cluster", CLUSTER, NETWORK);
        }
        HelloImages.remove(docker.endpoint(), List.of(IMAGE));
        Folders.delete(folder);
        clean.assertNothingChanged();
    }

    @Test
    void aMistakeIsNamedAndChangesNothing() {
        String address = "127.0.0.1:" + port;
        awaitServing(1);
        LoadPlan requests = new LoadPlan(10, 32, "e2e-hello.example.com", List.of(address), "/", "hello");
        try (LoadRun load = LoadRun.start(requests)) {
            write(good() + "  weigth: 1\n");
            awaitRefusal("interfaces[0].weigth");
            write(good().replace("clusterUid", "cluster"));
            awaitRefusal("clusterUid");
            write("interfaces: [\n");
            awaitRefusal("plan.yaml:1:14");

            assertThat(status().path("acceptedGeneration").asInt()).isEqualTo(1);
            LoadReport report = load.stop();
            assertThat(report.failed())
                    .as("failed requests: %s", report.failures())
                    .isZero();
            assertThat(report.requests()).isPositive();
        }
        write(header() + "removals: [{service: e2e/hello}]\n");
        awaitServing(0);
    }

    private void awaitServing(int containers) {
        await().atMost(PATIENCE).until(() -> {
            List<String> phases = status().path("blocks").findValuesAsText("phase");
            return containers == phases.size() && phases.stream().allMatch("Serving"::equals);
        });
    }

    private static String header() {
        return "clusterUid: %s\nservicesNetwork: {name: %s, subnet: 172.29.66.0/24}\n".formatted(CLUSTER, NETWORK);
    }

    private String good() {
        return header() + """
                releases:
                  hello-1: {image: "%s", ports: [{port: 8080}]}
                services:
                - ref: e2e/hello
                  hosts: [e2e-hello.example.com]
                  health: {minReadySeconds: 1}
                  timing: {stopGraceSeconds: 5}
                  blocks: [{name: only, weight: 1, target: hello-1}]
                interfaces:
                - name: lo
                  addresses: [127.0.0.1]
                  listeners: [{port: %d}]
                """.formatted(IMAGE.image(), port);
    }

    private void awaitRefusal(String words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(refusal()).contains("plan.yaml").contains(words));
    }

    private String refusal() {
        for (JsonNode condition : status().path("conditions")) {
            if (condition.path("type").asText().equals("PlanFile")) {
                return condition.path("message").asText();
            }
        }
        return "";
    }

    private JsonNode status() {
        Path file = folder.resolve("node/status.json");
        try {
            return Files.exists(file)
                    ? new ObjectMapper().readTree(file.toFile())
                    : new ObjectMapper().createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(String text) {
        try {
            Path fresh = Files.writeString(folder.resolve("plan.new"), text);
            Files.move(fresh, plan, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + plan, e);
        }
    }
}
