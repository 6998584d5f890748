package io.warpctl.bench.api;

import io.warpctl.bench.Child;
import io.warpctl.bench.Ports;
import io.warpctl.cli.Role;
import io.warpctl.cli.SelfCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server as a process of its own, with the flags that the launcher gives to {@code warpctl server}.
 *
 * @param readySeconds from its start until {@code /readyz} was answered with 200
 */
record ApiProcess(Child child, Path data, int port, double readySeconds) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** Starts one over {@code data}; returns when it is ready. @param whole with the operator, as {@code warpctl server} */
    static ApiProcess start(Path data, boolean whole) throws IOException {
        Files.createDirectories(data);
        int port = Ports.free();
        List<String> command = whole
                ? SelfCommand.current()
                        .line(Role.SERVER, "--no-node", "--data-dir", data.toString(), "--listen", "127.0.0.1:" + port)
                : alone(data, port);
        Files.deleteIfExists(data.resolve("admin.kubeconfig"));
        long begin = System.nanoTime();
        Child child = Child.start(new ProcessBuilder(command), data.resolve("../server.log"));
        while (!ready(data, port)) {
            if (!child.process().isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                child.close();
                throw new IOException("the server was not ready: " + Files.readString(child.log()));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return new ApiProcess(child, data, port, (System.nanoTime() - begin) / 1e9);
    }

    /** With the flags of {@code warpctl server}, but not its archive of classes: most of those are the operator's. */
    private static List<String> alone(Path data, int port) {
        List<String> line = new ArrayList<>(SelfCommand.current().line(Role.SERVER));
        int jar = line.indexOf("-jar");
        String classPath = line.get(jar + 1)
                + System.getProperty("path.separator")
                + Path.of(System.getProperty("bench.classes", "bench/target/classes"))
                        .toAbsolutePath();
        List<String> command = new ArrayList<>(line.subList(0, jar));
        command.removeIf(flag -> flag.startsWith("-XX:SharedArchiveFile"));
        // As Role.configureLogging does for the server.
        command.addAll(List.of("-Dwarp.log=INFO", "-Dwarp.log.libraries=WARN"));
        String more = System.getProperty("bench.server.flags", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-cp", classPath, ApiMain.class.getName(), data.toString(), Integer.toString(port)));
        return command;
    }

    private static boolean ready(Path data, int port) throws IOException {
        if (!Files.exists(data.resolve("admin.kubeconfig"))) {
            return false;
        }
        try (Connection connection = Admin.of(data).connect(port)) {
            return connection.send(Requests.get("/readyz")) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Connection connect() throws IOException {
        return Admin.of(data).connect(port);
    }

    Admin admin() throws IOException {
        return Admin.of(data);
    }

    long residentMegabytes() {
        return Child.residentMegabytes(child.process().pid());
    }

    /** What it has used of all processors so far. */
    double cpuMillis() {
        return child.process().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** Ends it as a power cut would. */
    void kill() {
        child.process().destroyForcibly();
        try {
            child.process().waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
