package io.warpctl.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.warpctl.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerDaemonTest {
    @TempDir
    Path temp;

    @Test
    void aNamedDaemonThatDoesNotAnswerIsAnError() {
        assertThatThrownBy(() -> DockerDaemon.ensure(
                        temp, Map.of("DOCKER_HOST", "unix://" + temp.resolve("none.sock")), line -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("DOCKER_HOST=unix://" + temp)
                .hasMessageContaining("unset DOCKER_HOST");
    }

    @Test
    void aStartedDaemonLeavesNothingBehind() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may start a Docker daemon");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/dockerd")) || Files.isExecutable(Path.of("/usr/bin/dockerd")));
        List<String> said = new ArrayList<>();

        boolean docker = Files.exists(Path.of("/run/docker"));
        boolean containerd = Files.exists(Path.of("/run/containerd"));

        DockerDaemon daemon = DockerDaemon.start(temp.resolve("d"), said::add);
        long pid = daemon.pid().orElseThrow();
        try (daemon) {
            assertThat(Docker.answers(daemon.host())).isTrue();
            assertThat(said).singleElement().asString().contains("Starting a Docker daemon");
            assertThat(ProcessHandle.of(pid)).isPresent();
        }

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(temp.resolve("d/data")).doesNotExist();
        assertThat(Path.of("/run/docker"))
                .satisfiesAnyOf(
                        path -> assertThat(docker).isTrue(),
                        path -> assertThat(path).doesNotExist());
        assertThat(Path.of("/run/containerd"))
                .satisfiesAnyOf(
                        path -> assertThat(containerd).isTrue(),
                        path -> assertThat(path).doesNotExist());
        assertThat(Processes.matching(line -> line.contains(temp.toString()))).isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(temp.toString());
    }
}
