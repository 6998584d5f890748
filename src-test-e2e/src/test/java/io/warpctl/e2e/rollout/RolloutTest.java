package io.warpctl.e2e.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.common.Condition;
import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.HelloManifests;
import io.warpctl.e2e.rig.Ports;
import io.warpctl.e2e.rig.ServiceWatch;
import io.warpctl.examples.hello.Mode;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kubectl apply -f examples/hello}, and what comes after it, under load: a rollout whose control plane is killed at every
 * point of it, a return by command, one by itself, and the loss of everything the API server knew. No request may fail.
 */
class RolloutTest {
    private static final String FIRST = "1.0.0-ctl";
    private static final String SECOND = "1.1.0-ctl";
    private static final String BAD = "1.2.0-ctl";
    private static final List<Variant> IMAGES =
            List.of(Variant.ok(FIRST), Variant.ok(SECOND), new Variant(BAD, Mode.NEVER_HEALTHY));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** All kinds that Warp writes. */
    private static final String KINDS = "wenv,wsvc,wblk,wrel,whost,wplan,events,leases";

    private final DockerHost docker = DockerHost.shared();
    private final int port = Ports.free();
    private Cleanliness clean;
    private ControlPlane controlPlane;
    private ServiceWatch hello;

    @BeforeEach
    void start() {
        clean = Cleanliness.of(docker.endpoint(), ControlPlane::concerns);
        HelloImages.build(docker.endpoint(), Path.of("target", "images"), IMAGES);
        controlPlane = ControlPlane.start(docker.endpoint());
        hello = new ServiceWatch(controlPlane, "default", "hello");
    }

    @AfterEach
    void leaveNothing() {
        controlPlane.close();
        HelloImages.remove(docker.endpoint(), IMAGES);
        clean.assertNothingChanged();
    }

    @Test
    void noRequestFailsWhateverHappensToTheControlPlane() {
        controlPlane.startNode();
        controlPlane.apply(HelloManifests.environment(port));
        controlPlane.apply(HelloManifests.service(FIRST));
        awaitReady(FIRST);

        LoadReport report;
        LoadPlan plan = LoadPlan.standard("local-hello.localhost", List.of("127.0.0.1:" + port), "hello");
        try (LoadRun load = LoadRun.start(plan)) {
            serve(load, 2500);
            rollOutWithACrashAtEveryPoint(load);
            load.phase("undo");
            undo();
            load.phase("reject");
            rejectTheBadVersion();
            eachFieldHasOneWriter();
            load.phase("wipe");
            loseEverythingTheServerKnew(load);
            load.phase("restore");
            restoreWhatTheServerKnew();
            report = load.stop();
        }
        System.out.println(report);

        assertThat(report.failed()).as("failed requests: %s", report.failures()).isZero();
        assertThat(report.requests()).isGreaterThan(10_000);
        assertThat(report.answers().map(answer -> answer.backend().version()).distinct())
                .containsExactlyInAnyOrder(FIRST, SECOND);
        deleteEverything();
    }

    private static void serve(LoadRun load, long requests) {
        long before = load.snapshot().requests();
        await().atMost(PATIENCE).until(() -> load.snapshot().requests() > before + requests);
    }

    private void rollOutWithACrashAtEveryPoint(LoadRun load) {
        controlPlane.apply(HelloManifests.service(SECOND));
        for (CrashPoint point : CrashPoint.values()) {
            load.phase("killed at " + point);
            hello.await(point.toString(), objects -> point.reached(objects, SECOND));
            controlPlane.killServer();
            controlPlane.restartServer();
        }
        awaitReady(SECOND);
        assertThat(controlPlane.nodes()).as("nodes of this host").hasSize(1);
    }

    private void undo() {
        String said = controlPlane.warpctl("rollout", "undo", "hello").good();

        assertThat(said).contains("Going back to revision 1 (" + FIRST + ")").contains("successfully rolled out");
        awaitReady(FIRST);
    }

    private void rejectTheBadVersion() {
        controlPlane.apply(HelloManifests.service(BAD));
        Condition quarantined = hello.awaitCondition("VersionQuarantined", Condition.Status.True, "NeverHealthy");

        assertThat(quarantined.message()).contains(BAD).contains("warpctl rollout retry");
        ServiceObjects objects = hello.await(
                "all blocks to serve " + FIRST,
                seen -> ServiceWatch.serving(seen, FIRST) == seen.blocks().size()
                        && seen.containers().stream().noneMatch(container -> BAD.equals(container.version())));
        assertThat(objects.status().quarantined())
                .singleElement()
                .satisfies(bad -> assertThat(bad.version()).isEqualTo(BAD));
    }

    private void eachFieldHasOneWriter() {
        FieldWriters writers = FieldWriters.of(controlPlane.kubectl().json(KINDS, "--all-namespaces"));

        assertThat(writers.complaints()).isEmpty();
        assertThat(writers.kinds())
                .contains("WarpEnvironment", "WarpService", "WarpBlock", "WarpRelease", "WarpHost", "WarpHostPlan");
    }

    private void loseEverythingTheServerKnew(LoadRun load) {
        List<String> serving = hello.await("all blocks to serve", ServiceWatch::current).containers().stream()
                .filter(container -> container.phase() == Phase.Serving)
                .map(BlockHostStatus::container)
                .toList();
        assertThat(serving).hasSize(4);
        controlPlane.wipeDataDir();
        controlPlane.restartServer();
        // As a person would who thinks that this makes it good again.
        controlPlane.applyHost();
        controlPlane.apply(HelloManifests.environment(port));
        controlPlane.apply(HelloManifests.service(SECOND));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(planRefused()).startsWith("OtherCluster: "));
        assertThat(planRefused()).contains("warpctl node join --adopt");
        serve(load, 2000);
        assertThat(controlPlane.containers()).containsAll(serving);
    }

    private void restoreWhatTheServerKnew() {
        controlPlane.restoreDataDir();
        controlPlane.restartServer();
        controlPlane
                .warpctl("deploy", "local", "hello", SECOND, "--percent", "100")
                .good();
        awaitReady(SECOND);
        assertThat(planRefused()).isEmpty();
    }

    private void deleteEverything() {
        controlPlane.kubectl().run("delete", "wsvc", "hello", "--timeout=5m").good();
        assertThat(controlPlane.containers()).isEmpty();
        controlPlane.kubectl().run("delete", "wenv", "local", "--timeout=5m").good();
        controlPlane.awaitNoBalancer();
    }

    private void awaitReady(String version) {
        hello.await(
                "all blocks to serve " + version,
                objects -> ServiceWatch.current(objects)
                        && ServiceWatch.serving(objects, version)
                                == objects.service().getSpec().blocks().size());
        controlPlane
                .kubectl()
                .run("wait", "--for=condition=Ready", "wsvc/hello", "--timeout=5m")
                .good();
    }

    private String planRefused() {
        return controlPlane
                .kubectl()
                .run(
                        "get",
                        "wplan",
                        controlPlane.host(),
                        "-o",
                        "jsonpath={range .status.conditions[?(@.type==\"PlanRefused\")]}{.reason}: {.message}{end}")
                .out();
    }
}
