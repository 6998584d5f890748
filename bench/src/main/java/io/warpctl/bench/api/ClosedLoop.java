package io.warpctl.bench.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that each send their next request when the last one was answered. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** A request by its number: every number is asked for once. */
    @FunctionalInterface
    interface Load {
        byte[] request(int number);
    }

    /** What one loop did. @param cpuMillis the server's, for each request */
    record Result(double perSecond, double p50Millis, double p99Millis, double cpuMillis) {}

    /** For a time. */
    static Result during(ApiProcess server, int clients, double seconds, Load load) throws IOException {
        return run(server, clients, seconds, Integer.MAX_VALUE, load);
    }

    /** So many requests. */
    static Result times(ApiProcess server, int clients, int requests, Load load) throws IOException {
        return run(server, clients, 3600, requests, load);
    }

    private static Result run(ApiProcess server, int clients, double seconds, int requests, Load load)
            throws IOException {
        List<Connection> connections = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (int i = 0; i < clients; i++) {
                connections.add(server.connect());
                // The handshake is none of the figures.
                connections.get(i).must(Requests.get("/version"));
            }
            AtomicInteger next = new AtomicInteger();
            Latencies latencies = new Latencies();
            double cpu = server.cpuMillis();
            long begin = System.nanoTime();
            long until = begin + (long) (seconds * 1e9);
            List<Future<Void>> ends = new ArrayList<>();
            for (Connection connection : connections) {
                ends.add(threads.submit(() -> {
                    int number = next.getAndIncrement();
                    while (number < requests && System.nanoTime() < until) {
                        byte[] request = load.request(number);
                        long sent = System.nanoTime();
                        connection.must(request);
                        latencies.add(System.nanoTime() - sent);
                        number = next.getAndIncrement();
                    }
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
            double took = (System.nanoTime() - begin) / 1e9;
            return new Result(
                    latencies.count() / took,
                    latencies.percentile(50),
                    latencies.percentile(99),
                    (server.cpuMillis() - cpu) / latencies.count());
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
