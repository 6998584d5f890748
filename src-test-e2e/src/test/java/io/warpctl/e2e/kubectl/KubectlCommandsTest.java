package io.warpctl.e2e.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.ControlPlane;
import io.warpctl.e2e.rig.DockerHost;
import io.warpctl.e2e.rig.HelloManifests;
import io.warpctl.e2e.rig.Kubectl;
import io.warpctl.e2e.rig.Outcome;
import io.warpctl.e2e.rig.RunningKubectl;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The real kubectl against API server and operator, without any host. */
class KubectlCommandsTest {
    private static final Cleanliness CLEAN = Cleanliness.of(DockerHost.shared().endpoint(), ControlPlane::concerns);
    private static ControlPlane controlPlane;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() {
        controlPlane = ControlPlane.start(DockerHost.shared().endpoint());
        kubectl = controlPlane.kubectl();
        controlPlane.write("environment.yaml", HelloManifests.environment(18_080));
        controlPlane.write("first.yaml", HelloManifests.service("1.0.0"));
        controlPlane.write("second.yaml", HelloManifests.service("1.1.0"));
        OwnKinds.files().forEach(controlPlane::write);
    }

    @AfterAll
    static void leaveNothing() {
        controlPlane.close();
        CLEAN.assertNothingChanged();
    }

    @TestFactory
    Stream<DynamicTest> commandsDoWhatTheyDoOnKubernetes() {
        return Stream.of(Session.steps(), OwnKinds.steps())
                .flatMap(List::stream)
                .map(step -> DynamicTest.dynamicTest(step.command(), () -> check(step)));
    }

    @Test
    void aWatchShowsEachChange() {
        kubectl.type("create namespace watched").good();
        try (RunningKubectl watch = kubectl.start("get", "cm", "-n", "watched", "-w", "--output-watch-events")) {
            kubectl.type("create cm one -n watched --from-literal=a=1").good();
            watch.awaitLine("ADDED +one +1 ");
            kubectl.type("patch cm one -n watched -p '{\"data\":{\"b\":\"2\"}}'")
                    .good();
            watch.awaitLine("MODIFIED +one +2 ");
            kubectl.type("delete cm one -n watched").good();
            watch.awaitLine("DELETED +one +2 ");
        }
        kubectl.type("delete namespace watched").good();
    }

    private static void check(Step step) {
        Kubectl typed = step.editor().isEmpty() ? kubectl : kubectl.with("KUBE_EDITOR", step.editor());
        Outcome outcome =
                typed.type(step.command().replace("$D", controlPlane.folder().toString()));

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(step.exitCode());
        String said = (outcome.out() + outcome.err()).strip();
        for (String pattern : step.said()) {
            assertThat(said).as(outcome.toString()).containsPattern(Pattern.compile(pattern, Pattern.MULTILINE));
        }
    }
}
