package io.warpctl.e2e.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** A Java process of this build, in a session of its own; its output is kept in a file. */
public final class WarpProcess implements AutoCloseable {
    static final String WARPCTL = "io.warpctl.cli.Main";
    static final List<String> WARPCTL_OPTIONS = List.of("-Dwarp.log=INFO");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final String name;
    private final Path log;

    private WarpProcess(Process process, String name, Path log) {
        this.process = process;
        this.name = name;
        this.log = log;
    }

    /** What to start, and how. */
    public static final class Command {
        private final String mainClass;
        private final List<String> arguments;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        private String name;
        private Path logs = Path.of("target", "e2e-logs");
        private Optional<NetNamespace> namespace = Optional.empty();

        private Command(String mainClass, List<String> arguments) {
            this.mainClass = mainClass;
            this.arguments = arguments;
            this.name = arguments.isEmpty() ? mainClass : arguments.get(0);
        }

        /** Name of the log file and in messages; the first argument if not set. */
        public Command name(String name) {
            this.name = name;
            return this;
        }

        /** Folder of the log file. */
        public Command logs(Path folder) {
            logs = folder;
            return this;
        }

        /** Sets an environment variable. */
        public Command environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Adds an option of the Java virtual machine. */
        public Command option(String option) {
            options.add(option);
            return this;
        }

        /** Runs inside a network namespace. */
        public Command in(NetNamespace namespace) {
            this.namespace = Optional.of(namespace);
            return this;
        }

        /** Starts it. */
        public WarpProcess start() {
            var log = logs.resolve("%s-%03d.log".formatted(name, COUNT.incrementAndGet()))
                    .toAbsolutePath();
            try {
                Files.createDirectories(log.getParent());
                var builder = new ProcessBuilder(line())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(log.toFile());
                builder.environment().putAll(environment);
                builder.environment()
                        .put(Marker.thisRun().name(), Marker.thisRun().value());
                AtExit.killProcesses();
                return new WarpProcess(builder.start(), name, log);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + name, e);
            }
        }

        /** Each word replaces the one before by exec, so that the process ID is Java's. */
        private List<String> line() {
            var line = new ArrayList<>(List.of("setsid"));
            namespace.ifPresent(inside -> line.addAll(inside.command(List.of())));
            line.addAll(java(options, mainClass));
            line.addAll(arguments);
            return line;
        }
    }

    /** {@code warpctl} with these arguments; it logs as it does when packaged. */
    public static Command warpctl(String... arguments) {
        Command command = new Command(WARPCTL, List.of(arguments));
        WARPCTL_OPTIONS.forEach(command::option);
        return command;
    }

    /** Another main class of the class path, given by name. */
    public static Command of(String mainClass, String... arguments) {
        return new Command(mainClass, List.of(arguments));
    }

    /** The command line that runs a class of this build. */
    static List<String> java(List<String> options, String mainClass) {
        var line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return line;
    }

    /** Its process ID. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** What it wrote so far, to both streams. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /**
     * Waits for a line in which the pattern is found, and returns it.
     *
     * @throws AssertionError with the end of its output, if it ends without that line or takes too long
     */
    public String awaitLine(String pattern, Duration limit) {
        var regex = Pattern.compile(pattern);
        try {
            await().atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> find(regex).isPresent() || !alive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(name + " does not say \"" + pattern + "\"; it said: " + tail(), e);
        }
        return find(regex)
                .orElseThrow(() ->
                        new AssertionError(name + " ended without saying \"" + pattern + "\"; it said: " + tail()));
    }

    private Optional<String> find(Pattern pattern) {
        return output().lines().filter(line -> pattern.matcher(line).find()).findFirst();
    }

    private String tail() {
        var output = output();
        return output.substring(Math.max(0, output.length() - 4000));
    }

    /** Waits until it ends by itself, and returns its exit code. */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " does not end; it said: " + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** SIGTERM, and waits for the end. */
    public int terminate(Duration limit) {
        process.destroy();
        return awaitExit(limit);
    }

    /** SIGKILL to this one process, as a crash would be; its children live on. Returns when it is gone. */
    public void kill9() {
        Marker.kill(process.toHandle(), Duration.ofSeconds(10));
    }

    /** SIGKILL if it runs. */
    @Override
    public void close() {
        if (alive()) {
            kill9();
        }
    }
}
