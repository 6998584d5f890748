package io.warpctl.cli.demo;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.setup.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of Warp that the demo starts, kills and starts again; in a session of its own, with its output in a file. */
public final class Child {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;
    private boolean ended;

    Child(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /**
     * Starts it, as if for the first time.
     *
     * @throws CommandFailure if it cannot be started, or the demo is ending and has stopped it for good
     */
    public synchronized void start() {
        if (ended) {
            throw new CommandFailure("the demo is ending: " + name + " is not started again");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CommandFailure("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Process ID of the latest start. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Ends it as a crash would: kill -9, of this one process only. */
    public synchronized void crash() {
        Processes.kill(process.toHandle());
    }

    /** Ends it in order, and for good. */
    synchronized void stop() {
        ended = true;
        if (process != null && process.isAlive()) {
            Processes.stop(process.toHandle(), PATIENCE);
        }
    }

    /** @throws CommandFailure with its last words, if it has ended */
    synchronized void requireAlive() {
        if (process != null && !process.isAlive()) {
            throw new CommandFailure(name + " ended: " + lastWords() + " (log: " + log + ")");
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }
}
