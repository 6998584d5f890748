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
     * @param folder where a started daemon keeps what it makes
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
        DockerdCommand command = DockerdCommand.here(folder);
        Path pidFile = command.pidFile();
        if (!Files.exists(pidFile) || !Docker.answers(uri(command.socket()))) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).map(process -> of(command, process));
        } catch (IOException | NumberFormatException e) {
            throw new CommandFailure(
                    "a Docker daemon answers at " + command.socket() + " but " + pidFile
                            + " does not say which process it is: end it",
                    e);
        }
    }

    private static DockerDaemon of(DockerdCommand command, ProcessHandle process) {
        return new DockerDaemon(uri(command.socket()), Optional.of(process), List.of(command.data(), command.exec()));
    }

    private static String uri(Path socket) {
        return "unix://" + socket;
    }

    static DockerDaemon start(Path folder, Consumer<String> say) {
        DockerdCommand command = DockerdCommand.here(folder);
        List<String> words = command.words();
        say.accept("Starting a Docker daemon for the demo (data and log under " + folder + ")");
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(command.log().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            DockerDaemon daemon = of(command, process.toHandle());
            daemon.awaitAnswer(process, command.log());
            return daemon;
        } catch (IOException e) {
            throw new CommandFailure("cannot start a Docker daemon: " + e.getMessage(), e);
        }
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
            // One that had to be killed leaves its containerd behind.
            folders.forEach(folder -> Processes.matching(line -> line.contains(folder.toString()))
                    .forEach(process -> Processes.stop(process, STOP)));
            folders.forEach(Mounts::detachBelow);
            folders.forEach(Folders::delete);
        });
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
