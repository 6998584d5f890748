package io.warpctl.cli.setup;

import io.warpctl.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Docker daemon of this machine: the one that runs, or one started for as long as it is needed. */
public final class DockerDaemon implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String host;
    private final Optional<ProcessHandle> process;
    private final List<Path> folders;

    private DockerDaemon(String host, Optional<ProcessHandle> process, List<Path> folders) {
        this.host = host;
        this.process = process;
        this.folders = folders;
    }

    /**
     * The daemon that answers at {@code DOCKER_HOST} or the usual socket; if none does and no {@code DOCKER_HOST} is set,
     * starts one whose data, socket and log are under {@code folder}, and that touches no packet filter.
     *
     * @param folder where a started daemon keeps what it makes; its path must be short enough for sockets, about 60 bytes
     * @param say told what happens, for people
     * @throws CommandFailure if there is none and none can be started
     */
    public static DockerDaemon ensure(Path folder, Map<String, String> environment, Consumer<String> say) {
        String host = Docker.host(environment);
        Optional<DockerDaemon> earlier = adopt(folder);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<String> failure = Docker.failure(host);
        if (failure.isEmpty()) {
            return new DockerDaemon(host, Optional.empty(), List.of());
        }
        if (environment.containsKey("DOCKER_HOST")
                && !environment.get("DOCKER_HOST").isBlank()) {
            throw new CommandFailure("no Docker daemon answers at DOCKER_HOST=" + host + " (" + failure.get()
                    + "): start it, or unset DOCKER_HOST");
        }
        return start(folder, say);
    }

    /** One that was started in this folder and left running. */
    private static Optional<DockerDaemon> adopt(Path folder) {
        Path pidFile = folder.resolve("docker.pid");
        if (!Files.exists(pidFile) || !Docker.answers(socket(folder))) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).map(process -> of(folder, process));
        } catch (IOException | NumberFormatException e) {
            throw new CommandFailure(
                    "a Docker daemon answers at " + socket(folder) + " but " + pidFile
                            + " does not say which process it is: end it",
                    e);
        }
    }

    private static DockerDaemon of(Path folder, ProcessHandle process) {
        return new DockerDaemon(
                socket(folder), Optional.of(process), List.of(folder.resolve("data"), folder.resolve("exec")));
    }

    private static String socket(Path folder) {
        return "unix://" + folder.resolve("docker.sock");
    }

    static DockerDaemon start(Path folder, Consumer<String> say) {
        Path program = program()
                .orElseThrow(
                        () -> new CommandFailure(
                                "no Docker daemon runs and none is installed: install one (Debian, Ubuntu: apt-get install docker.io)"));
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new CommandFailure("no Docker daemon runs and only root may start one: run this command with sudo");
        }
        Path log = folder.resolve("dockerd.log");
        say.accept("Starting a Docker daemon for the demo (data and log under " + folder + ")");
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(arguments(program, folder))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            DockerDaemon daemon = of(folder, process.toHandle());
            daemon.awaitAnswer(process, log);
            return daemon;
        } catch (IOException e) {
            throw new CommandFailure("cannot start " + program + ": " + e.getMessage(), e);
        }
    }

    /** No default bridge, no rules, no forwarding: containers are reached on the services bridge, and nothing stays. */
    private static List<String> arguments(Path program, Path folder) {
        return List.of(
                "setsid",
                program.toString(),
                "--host=" + socket(folder),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("docker.pid"),
                "--bridge=none",
                "--iptables=false",
                "--ip-forward=false",
                "--ip-masq=false");
    }

    private void awaitAnswer(Process started, Path log) {
        boolean answered = Poll.until(START, () -> !started.isAlive() || Docker.answers(host));
        if (answered && started.isAlive()) {
            return;
        }
        String last = lastLine(log);
        close();
        throw new CommandFailure("the Docker daemon did not start: " + last + " (log: " + log
                + "); start Docker yourself and run this command again");
    }

    /** How clients reach it, in the form of {@code DOCKER_HOST}. */
    public String host() {
        return host;
    }

    /** Whether it was started here, so that {@link #close} stops it. */
    public boolean started() {
        return process.isPresent();
    }

    /** Process ID of the daemon if it was started here. */
    public Optional<Long> pid() {
        return process.map(ProcessHandle::pid);
    }

    /** Stops the daemon if it was started here, and removes its data; does nothing to one that ran before. */
    @Override
    public void close() {
        process.ifPresent(running -> {
            Processes.stop(running, STOP);
            folders.forEach(Folders::delete);
        });
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "dockerd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String lastLine(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
