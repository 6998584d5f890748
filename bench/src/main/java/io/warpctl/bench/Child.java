package io.warpctl.bench;

import io.warpctl.cli.Role;
import io.warpctl.cli.SelfCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of Warp as the launcher starts it, ended with this object. */
public record Child(Process process, Path log) implements AutoCloseable {
    static Child start(Role role, Path log, String... arguments) {
        return start(new ProcessBuilder(SelfCommand.current().line(role, arguments)), log);
    }

    /** The example's service as a process of this machine, answering for service {@code hello}. */
    static Child hello(int port, Path log) {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.warpctl.examples.hello.Main");
        builder.environment().put("HELLO_PORT", Integer.toString(port));
        builder.environment().put("WARP_SERVICE", "hello");
        return start(builder, log);
    }

    /** A process of any command; what it says goes to {@code log}. */
    public static Child start(ProcessBuilder builder, Path log) {
        try {
            return new Child(
                    builder.redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has written the text. */
    void awaitLine(String text, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!Files.readString(log).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("no \"" + text + "\" in: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Resident memory of a process in megabytes, as the kernel counts it. */
    public static long residentMegabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The running process whose command line has all the given words. */
    static Optional<ProcessHandle> find(String... words) {
        return ProcessHandle.allProcesses()
                .filter(handle -> {
                    String line = handle.info().commandLine().orElse("");
                    return Arrays.stream(words).allMatch(line::contains);
                })
                .findFirst();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
