package io.warpctl.bench;

import io.warpctl.cli.Role;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadReport;
import io.warpctl.load.LoadRun;
import io.warpctl.node.common.Json;
import io.warpctl.node.http.HttpAnswer;
import io.warpctl.node.http.UnixHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long a balancer takes from the PUT of a table to its acknowledgement, while it carries 500 requests per second. */
final class SwitchBar {
    private static final int SWITCHES = 200;
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ServiceRef SERVICE = new ServiceRef("default", "bench", "hello");

    private SwitchBar() {}

    /** What one run showed. */
    record Result(double p50Millis, double p99Millis, double maxMillis, long residentMegabytes, long failed) {}

    static Result measure(Path folder) throws IOException {
        Files.createDirectories(folder);
        int one = Ports.free();
        int two = Ports.free();
        int port = Ports.free();
        Path socket = folder.resolve("control.sock");
        try (Child first = Child.hello(one, folder.resolve("hello-1.log"));
                Child second = Child.hello(two, folder.resolve("hello-2.log"));
                Child balancer = Child.start(
                        Role.LB,
                        folder.resolve("lb.log"),
                        "--name",
                        "bench",
                        "--socket",
                        socket.toString(),
                        "--state-dir",
                        folder.resolve("state").toString());
                UnixHttp control = new UnixHttp(socket, PATIENCE)) {
            first.awaitLine("listens on port", PATIENCE);
            second.awaitLine("listens on port", PATIENCE);
            awaitAnswer(control);
            put(control, table(1, port, one, two));
            List<Double> millis = new ArrayList<>();
            LoadReport report;
            try (LoadRun load = LoadRun.start(
                    LoadPlan.standard("bench-hello.example.com", List.of("127.0.0.1:" + port), "hello"))) {
                for (int number = 2; number <= SWITCHES + 1; number++) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                    RouteTable table = number % 2 == 0 ? table(number, port, two, one) : table(number, port, one, two);
                    millis.add(put(control, table));
                }
                report = load.stop();
            }
            List<Double> sorted = millis.stream().sorted().toList();
            return new Result(
                    sorted.get(SWITCHES / 2),
                    sorted.get(SWITCHES * 99 / 100),
                    sorted.get(SWITCHES - 1),
                    Child.residentMegabytes(balancer.process().pid()),
                    report.failed());
        }
    }

    private static double put(UnixHttp control, RouteTable table) throws IOException {
        byte[] body = Json.bytes(table);
        long start = System.nanoTime();
        HttpAnswer answer = control.send("PUT", "/routes", body);
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.status() != 200) {
            throw new IOException("the balancer refused a table: " + answer.text());
        }
        return millis;
    }

    private static RouteTable table(int number, int port, int serving, int waiting) {
        return new RouteTable(
                new TableNumber(1, number),
                bootId(),
                "00000000000000000000000000000000",
                List.of(new Listener("http", "127.0.0.1", port)),
                List.of(new ServiceRoute(
                        SERVICE,
                        List.of("bench-hello.example.com"),
                        List.of(),
                        List.of(endpoint(serving, 1), endpoint(waiting, 0)))));
    }

    private static Endpoint endpoint(int port, int weight) {
        return new Endpoint("hello-" + port, "g1", "release-" + port, "", "127.0.0.1", port, weight);
    }

    private static void awaitAnswer(UnixHttp control) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                control.send("GET", "/healthz", new byte[0]);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the balancer did not start within " + PATIENCE, e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
