package io.warpctl.bench.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * From a create to its event at the watchers, at a fixed rate whatever the answers take; counted from when the create was due.
 * Objects go round {@code namespaces}; watchers watch one each.
 */
final class WatchLatency {
    private static final int CLIENTS = 16;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private WatchLatency() {}

    /** @param missing events that never came */
    record Result(double p50Millis, double p99Millis, double maxMillis, long missing) {}

    static Result measure(ApiProcess server, int watchers, int namespaces, int perSecond, int seconds)
            throws IOException {
        int count = perSecond * seconds;
        AtomicLongArray due = new AtomicLongArray(count);
        Latencies latencies = new Latencies();
        String prefix = "watch-" + watchers + "-" + namespaces + "-";
        IntFunction<String> names = i -> prefix + i;
        try (Connection connection = server.connect()) {
            for (int i = 0; i < namespaces; i++) {
                connection.must(Requests.createNamespace(names.apply(i)));
            }
        }
        try (Watchers open = new Watchers(
                server,
                watchers,
                i -> Requests.configMaps(names.apply(i % namespaces)) + "?watch=1",
                (number, nanos) -> latencies.add(nanos - due.get(number)))) {
            send(
                    server,
                    count,
                    perSecond,
                    due,
                    number -> Requests.send(
                            "POST",
                            Requests.configMaps(names.apply(number % namespaces)),
                            Requests.configMap("w-" + number, "")));
            long expected = (long) count * watchers / namespaces;
            long until = System.nanoTime() + PATIENCE_NANOS;
            while (open.events() < expected && System.nanoTime() < until) {
                LockSupport.parkNanos(1_000_000);
            }
            return new Result(
                    latencies.percentile(50),
                    latencies.percentile(99),
                    latencies.percentile(100),
                    expected - open.events());
        }
    }

    private static void send(ApiProcess server, int count, int perSecond, AtomicLongArray due, ClosedLoop.Load load)
            throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                connections.add(server.connect());
                connections.get(i).must(Requests.get("/version"));
            }
            AtomicInteger next = new AtomicInteger();
            long begin = System.nanoTime() + 100_000_000;
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (Connection connection : connections) {
                ends.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                                byte[] request = load.request(i);
                                long at = begin + i * 1_000_000_000L / perSecond;
                                due.set(i, at);
                                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                                    LockSupport.parkNanos(left);
                                }
                                try {
                                    connection.must(request);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }
                        },
                        threads));
            }
            ends.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
