package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import io.warpctl.cli.setup.DockerdCommand;
import io.warpctl.cli.setup.Mounts;
import io.warpctl.examples.hello.image.DockerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** A Docker daemon of our own; all it makes is under one folder and goes with it. */
final class Dockerd implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path folder;
    private final Process process;
    private final Marker marker;

    private Dockerd(Path folder, Process process, Marker marker) {
        this.folder = folder;
        this.process = process;
        this.marker = marker;
    }

    /** Starts one in this process's network namespace. */
    static Dockerd start(Path folder) {
        return start(folder.toAbsolutePath(), DockerdCommand.here(folder));
    }

    /** Starts one inside a namespace. */
    static Dockerd start(Path folder, NetNamespace namespace) {
        return start(folder.toAbsolutePath(), DockerdCommand.inNamespace(folder, namespace.command(List.of())));
    }

    private static Dockerd start(Path folder, DockerdCommand command) {
        var marker = new Marker("WARP_E2E_DOCKERD", folder.toString());
        try {
            Files.createDirectories(folder);
            var builder = new ProcessBuilder(command.words())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(command.log().toFile());
            builder.environment().put(marker.name(), marker.value());
            var daemon = new Dockerd(folder, builder.start(), marker);
            daemon.awaitAnswer();
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a Docker daemon in " + folder, e);
        }
    }

    DockerEndpoint endpoint() {
        return new DockerEndpoint(folder.resolve("docker.sock"));
    }

    private void awaitAnswer() throws IOException {
        try {
            await().atMost(START)
                    .until(() -> !process.isAlive()
                            || DockerEngine.failure(endpoint()).isEmpty());
        } catch (ConditionTimeoutException e) {
            close();
            throw e;
        }
        if (!process.isAlive()) {
            var log = Files.readString(folder.resolve("dockerd.log"));
            close();
            throw new IllegalStateException("the Docker daemon did not start: "
                    + log.substring(Math.max(0, log.length() - 2000)).strip());
        }
    }

    /** Removes its containers, stops it by its ID, and deletes its folder. */
    @Override
    public void close() {
        if (process.isAlive() && DockerEngine.failure(endpoint()).isEmpty()) {
            try (var engine = DockerEngine.at(endpoint())) {
                engine.removeContainers();
            }
        }
        process.destroy();
        Marker.gone(process.toHandle(), STOP);
        marker.killAll();
        Mounts.detachBelow(folder);
        Folders.delete(folder);
    }
}
