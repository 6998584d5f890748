package io.warpctl.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.HelloManifests;
import io.warpctl.e2e.rig.Outcome;
import io.warpctl.e2e.rig.ServiceWatch;
import io.warpctl.examples.hello.Mode;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import io.warpctl.load.LoadReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people get wrong: each time a sentence that names what is wrong and the fix, and the old release goes on serving. */
class BadInputTest {
    private static final DockerHost DOCKER = DockerHost.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<Variant> IMAGES = List.of(
            Variant.ok(GoodService.VERSION),
            new Variant("1.1.0-exits", Mode.EXITS),
            new Variant("1.1.0-silent", Mode.NO_ANSWER),
            new Variant("1.1.0-error", Mode.ERROR_STATUS),
            new Variant("1.1.0-other", Mode.WRONG_VERSION),
            new Variant("1.1.0-loopback", Mode.LOOPBACK_ONLY));

    private static Cleanliness clean;
    private static ControlPlane controlPlane;
    private static GoodService good;

    @BeforeAll
    static void start() {
        clean = Cleanliness.of(DOCKER.endpoint(), ControlPlane::concerns);
        HelloImages.build(DOCKER.endpoint(), Path.of("target", "images"), IMAGES);
        controlPlane = ControlPlane.start(DOCKER.endpoint());
        good = GoodService.deploy(controlPlane);
    }

    @AfterAll
    static void leaveNothing() {
        LoadReport report = good.report();
        System.out.println(report);
        controlPlane.close();
        HelloImages.remove(DOCKER.endpoint(), IMAGES);
        clean.assertNothingChanged();
        assertThat(report.failed()).as("failed requests: %s", report.failures()).isZero();
        assertThat(report.answers().map(answer -> answer.backend().version()).distinct())
                .as("versions that answered")
                .containsExactly(GoodService.VERSION);
    }

    @AfterEach
    void theOldReleaseServed() {
        good.assertServes();
        good.repair();
    }

    @Test
    void unknownEnvironment() {
        controlPlane.apply(HelloManifests.replace(
                HelloManifests.replace(GoodService.manifest(GoodService.VERSION), "name: hello", "name: lost"),
                "environment: local",
                "environment: nowhere"));

        Condition stalled = new ServiceWatch(controlPlane, "default", "lost")
                .awaitCondition("Stalled", Status.True, "EnvironmentNotFound");
        assertThat(stalled.message())
                .isEqualTo("spec.environment: namespace default has no WarpEnvironment nowhere: create it, or name one"
                        + " of: local");
        controlPlane.kubectl().type("delete wsvc lost --timeout=5m").good();
    }

    @Test
    void noHostSelected() {
        controlPlane.apply(HelloManifests.replace(
                good.environment(), "hostSelector: {}", "hostSelector: {matchLabels: {rack: a}}"));

        assertThat(good.watch()
                        .awaitCondition("Stalled", Status.True, "NoHostSelected")
                        .message())
                .contains("spec.hostSelector of WarpEnvironment local selects none of the hosts " + controlPlane.host())
                .endsWith("change it, or label a host");
    }

    @Test
    void missingImage() {
        controlPlane.apply(GoodService.manifest("9.9.9-none"));

        // Whether the registry is asked in vain or says no depends on the network.
        Condition ready = good.watch().awaitMessage("Ready", Status.False, "load the image with \"docker load\"");
        assertThat(ready.reason()).isIn("ImageNotFound", "PullFailed");
        assertThat(ready.message()).contains("warp.local/hello:9.9.9-none");
    }

    @Test
    void aContainerThatExits() {
        assertThat(takenBack("1.1.0-exits", "Exited"))
                .contains("the container exited with code 1 before it was verified")
                .contains("run the migration first");
    }

    @Test
    void aContainerThatNeverAnswers() {
        assertThat(takenBack("1.1.0-silent", "NeverHealthy")).contains("not healthy within 10 s");
    }

    @Test
    void aContainerThatAnswersAnErrorStatus() {
        assertThat(takenBack("1.1.0-error", "NeverHealthy"))
                .contains("answers 500")
                .contains("error: internal");
    }

    @Test
    void aContainerThatReportsAnotherVersion() {
        assertThat(takenBack("1.1.0-other", "WrongVersion")).contains("expected \"1.1.0-other\"");
    }

    @Test
    void aContainerThatListensOnLoopbackOnly() {
        assertThat(takenBack("1.1.0-loopback", "NeverHealthy"))
                .contains("listens on 127.0.0.1:8080 only: make it listen on 0.0.0.0");
    }

    @Test
    void twoServicesOnOneHostName() {
        controlPlane.kubectl().type("create namespace other").good();
        controlPlane.apply(HelloManifests.replace(good.environment(), "namespace: default", "namespace: other"));
        controlPlane.apply(HelloManifests.replace(
                GoodService.manifest(GoodService.VERSION), "namespace: default", "namespace: other"));

        assertThat(new ServiceWatch(controlPlane, "other", "hello")
                        .awaitCondition("HostNameConflict", Status.True, "HostNameConflict")
                        .message())
                .isEqualTo(
                        "host name local-hello.localhost belongs to WarpService default/hello, which is older: rename"
                                + " one of the two, or change spec.domains of their environments");
        controlPlane.kubectl().type("delete namespace other --timeout=5m").good();
    }

    @Test
    void malformedManifest() {
        String manifest = GoodService.manifest(GoodService.VERSION);

        assertThat(refused(HelloManifests.replace(manifest, "weight: 1", "weight: heavy")))
                .contains("spec.blocks[0].weight: Invalid value: \"string\"");
        assertThat(refused(HelloManifests.replace(manifest, "weight: 1", "weight: -1")))
                .contains("spec.blocks[0].weight: Invalid value: -1");
        assertThat(refused(HelloManifests.replace(manifest, "  image:", "  imagee:")))
                .contains("unknown field \"spec.imagee\"");
        assertThat(refused(HelloManifests.replace(manifest, "    mode: Status", "    mode: Maybe")))
                .contains(
                        "spec.health.mode: Unsupported value: \"Maybe\": supported values: \"HTTP\", \"None\", \"Status\", \"TCP\"");
        assertThat(refused(HelloManifests.replace(manifest, "name: hello", "name: lb")))
                .contains("lb");
    }

    @Test
    void takenPortOfAListener() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            controlPlane.apply(HelloManifests.replace(
                    good.environment(),
                    "  listeners:\n",
                    "  listeners:\n    - {name: second, port: " + taken.getLocalPort() + "}\n"));

            String address = "127.0.0.1:" + taken.getLocalPort();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(planCondition("BalancersReady"))
                            .startsWith("False ListenerClosed: ")
                            .contains(address)
                            .contains("in use"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(environmentReady()).startsWith("False BalancerNotReady: "));
            good.assertServes();
        }
        // Nothing has to be done but to free the port.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(planCondition("BalancersReady")).startsWith("True "));
    }

    /** Deploys a bad version and waits until it was taken back; why. */
    private static String takenBack(String version, String reason) {
        controlPlane.apply(GoodService.manifest(version));
        Condition quarantined = good.watch().awaitCondition("VersionQuarantined", Status.True, reason);
        assertThat(quarantined.message()).startsWith(version + " was taken back at ");
        return quarantined.message();
    }

    private static String refused(String manifest) {
        Outcome outcome = controlPlane
                .kubectl()
                .run("apply", "-f", controlPlane.write("bad.yaml", manifest).toString());
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        return outcome.err();
    }

    private static String planCondition(String type) {
        return condition("wplan/" + controlPlane.host(), type);
    }

    private static String environmentReady() {
        return condition("wenv/local", "Ready");
    }

    private static String condition(String object, String type) {
        String path = "jsonpath={range .status.conditions[?(@.type==\"%s\")]}{.status} {.reason}: {.message}{end}"
                .formatted(type);
        return controlPlane.kubectl().run("get", object, "-o", path).good();
    }
}
