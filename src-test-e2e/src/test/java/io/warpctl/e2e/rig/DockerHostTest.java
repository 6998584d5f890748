package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.examples.hello.image.DockerEndpoint;
import io.warpctl.examples.hello.image.HelloImages;
import io.warpctl.examples.hello.image.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerHostTest {
    private static final DockerEndpoint NOWHERE = new DockerEndpoint(Path.of("/run/nobody/docker.sock"));

    @Test
    void usesTheDaemonThatRunsAndLeavesItRunning() {
        var running = DockerHost.shared();
        var again =
                DockerHost.ensure(Map.of("DOCKER_HOST", running.endpoint().uri()), NOWHERE, Path.of("target/unused"));

        assertThat(again.started()).isFalse();
        again.close();
        assertThat(DockerEngine.failure(running.endpoint())).isEmpty();
    }

    @Test
    void startsOneThatWorksAndTakesEverythingWithIt() {
        var folder = Path.of("target", "dockerd-test");
        var docker0 = Files.exists(Path.of("/sys/class/net/docker0"));
        var docker = DockerHost.ensure(Map.of(), NOWHERE, folder);
        try (docker;
                var engine = DockerEngine.at(docker.endpoint())) {
            assertThat(docker.started()).isTrue();
            var variants = List.of(Variant.ok("0.0.1-rig"));
            var images = HelloImages.build(docker.endpoint(), Path.of("target"), variants);
            var container = engine.client()
                    .createContainerCmd(images.get("warp.local/hello:0.0.1-rig"))
                    .exec();
            engine.client().startContainerCmd(container.getId()).exec();
            var inspection =
                    engine.client().inspectContainerCmd(container.getId()).exec();
            assertThat(inspection.getState().getRunning()).isTrue();
            assertThat(inspection.getConfig().getLabels())
                    .containsEntry("org.opencontainers.image.version", "0.0.1-rig")
                    .containsEntry(HelloImages.LABEL, "true");
            assertThat(inspection.getConfig().getEnv()).contains("WARP_VERSION=0.0.1-rig", "HELLO_MODE=ok");
        }

        assertThat(folder).doesNotExist();
        assertThat(new Marker("WARP_E2E_DOCKERD", folder.toAbsolutePath().toString()).processes())
                .isEmpty();
        assertThat(Files.exists(Path.of("/sys/class/net/docker0"))).isEqualTo(docker0);
    }

    @Test
    void saysWhatToDoWhenTheNamedDaemonDoesNotAnswer() {
        assertThatThrownBy(() -> DockerHost.ensure(
                        Map.of("DOCKER_HOST", NOWHERE.uri()),
                        DockerHost.shared().endpoint(),
                        Path.of("target/unused")))
                .hasMessageStartingWith("no Docker daemon answers at DOCKER_HOST=unix:///run/nobody/docker.sock")
                .hasMessageEndingWith("start it, or unset DOCKER_HOST");
    }
}
