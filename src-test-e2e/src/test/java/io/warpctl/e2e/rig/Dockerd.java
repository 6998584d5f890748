package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import io.warpctl.examples.hello.image.DockerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A Docker daemon of our own; all it makes is under one folder and goes with it. */
final class Dockerd implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(30);
    // A socket's path has 107 bytes at most, and containerd's are 38 longer than the folder's.
    private static final int LONGEST_FOLDER = 69;

    private final Path folder;
    private final Process process;
    private final Marker marker;

    private Dockerd(Path folder, Process process, Marker marker) {
        this.folder = folder;
        this.process = process;
        this.marker = marker;
    }

    /** Starts one in this process's network namespace. It touches no packet filter and makes no bridge. */
    static Dockerd start(Path folder) {
        // Without a bridge, dockerd removes a docker0 that it finds, even another daemon's: that one it has to share.
        var docker0 = Files.exists(Path.of("/sys/class/net/docker0"));
        return start(
                folder,
                List.of(),
                List.of(
                        docker0 ? "--bridge=docker0" : "--bridge=none",
                        "--iptables=false",
                        "--ip-forward=false",
                        "--ip-masq=false"));
    }

    /** Starts one inside a namespace, whose packet filter it manages as on any host. */
    static Dockerd start(Path folder, NetNamespace namespace) {
        return start(folder, namespace.command(List.of()), List.of("--bridge=none"));
    }

    private static Dockerd start(Path folder, List<String> prefix, List<String> options) {
        requireMeans();
        var absolute = folder.toAbsolutePath();
        if (absolute.toString().length() > LONGEST_FOLDER) {
            throw new IllegalStateException("the path " + absolute + " is too long for the sockets of a Docker daemon: "
                    + LONGEST_FOLDER + " characters at most; check the project out somewhere shorter");
        }
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(prefix);
        command.add(Commands.find("dockerd").orElseThrow().toString());
        var names = "warp-e2e-" + absolute.getFileName() + "-"
                + ProcessHandle.current().pid();
        command.addAll(List.of(
                "--host=unix://" + absolute.resolve("docker.sock"),
                "--data-root=" + absolute.resolve("data"),
                "--exec-root=" + absolute.resolve("exec"),
                "--pidfile=" + absolute.resolve("docker.pid"),
                // A containerd of the machine, if it runs, is shared with its own dockerd: not the names in it.
                "--containerd-namespace=" + names,
                "--containerd-plugins-namespace=" + names + "-plugins"));
        command.addAll(options);
        var marker = new Marker("WARP_E2E_DOCKERD", absolute.toString());
        try {
            Files.createDirectories(absolute);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(absolute.resolve("dockerd.log").toFile());
            builder.environment().put(marker.name(), marker.value());
            var daemon = new Dockerd(absolute, builder.start(), marker);
            daemon.awaitAnswer();
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a Docker daemon in " + absolute, e);
        }
    }

    static void requireMeans() {
        if (Commands.find("dockerd").isEmpty()) {
            throw new IllegalStateException("the end-to-end tests need a Docker daemon and none is installed: install"
                    + " one (Debian, Ubuntu: apt-get install docker.io) and run them again");
        }
        if (!Commands.root()) {
            throw new IllegalStateException(
                    "the end-to-end tests need a Docker daemon of their own and only root may start one:"
                            + " run them with sudo");
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
        unmount();
        delete();
    }

    private void unmount() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            mounts.map(line -> line.split(" ")[1])
                    .filter(target -> Path.of(target).startsWith(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList()
                    .forEach(target -> Commands.run("umount", "--lazy", target));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of mounts", e);
        }
    }

    private void delete() {
        if (Files.notExists(folder)) {
            return; // closed before
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
