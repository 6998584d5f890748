package io.warpctl.lb;

import io.vertx.core.Vertx;
import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A balancer with two event loops on a free port, and what it needs around it. */
final class BalancerFixture implements AutoCloseable {
    static {
        // The machine may be busy; nothing here measures time.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    final Vertx vertx = Vertx.vertx();
    final Path directory;
    final Control control;
    final int port = freePort();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final UnaryOperator<BalancerOptions> change;
    private Balancer balancer;
    private long sequence;

    private BalancerFixture(UnaryOperator<BalancerOptions> change) {
        try {
            this.directory = Files.createTempDirectory("lb");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.control = new Control(directory.resolve("control.sock"));
        this.change = change;
    }

    static BalancerFixture start() {
        return start(options -> options);
    }

    static BalancerFixture start(UnaryOperator<BalancerOptions> change) {
        BalancerFixture fixture = new BalancerFixture(change);
        fixture.startBalancer();
        return fixture;
    }

    Path stateDir() {
        return directory.resolve("state");
    }

    void startBalancer() {
        balancer = Balancer.start(change.apply(options()));
    }

    void startBalancer(UnaryOperator<BalancerOptions> other) {
        balancer = Balancer.start(other.apply(options()));
    }

    private BalancerOptions options() {
        return BalancerOptions.of("test", control.socket(), stateDir())
                .withEventLoops(2)
                .withBootId(TestTable.BOOT)
                .withShutdownGrace(Duration.ofSeconds(10));
    }

    void stopBalancer() {
        balancer.close();
    }

    TestBackend backend(String id) {
        return keep(TestBackend.start(vertx, id));
    }

    <T extends AutoCloseable> T keep(T closeable) {
        closeables.add(closeable);
        return closeable;
    }

    /** Puts the next table, with these endpoints for the one service. */
    BalancerStats route(Endpoint... endpoints) {
        return control.put(next(endpoints));
    }

    RouteTable next(Endpoint... endpoints) {
        return TestTable.of(++sequence, port, endpoints);
    }

    long nextSequence() {
        return ++sequence;
    }

    Raw connect() throws IOException {
        return Raw.connect(port);
    }

    Raw.Answer get(String path, String... headers) throws IOException {
        try (Raw raw = connect()) {
            return raw.get(path, headers);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        balancer.close();
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        Blocking.get(vertx.close());
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
