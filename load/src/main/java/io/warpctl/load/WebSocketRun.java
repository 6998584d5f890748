package io.warpctl.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Running WebSockets. A connection that ends is counted and opened anew when its next number is due. */
public final class WebSocketRun implements AutoCloseable {
    private final WebSocketPlan plan;
    private final List<InetSocketAddress> addresses;
    private final WebSocketTally tally = new WebSocketTally();
    private final WebSocketConnection[] connections;
    private final ScheduledExecutorService pacers;
    private final List<Future<?>> paced = new ArrayList<>();
    private WebSocketReport report;

    private WebSocketRun(WebSocketPlan plan) {
        this.plan = plan;
        addresses = plan.addresses().stream().map(Addresses::resolve).toList();
        connections = new WebSocketConnection[plan.connections()];
        // A thread each, so that one connection that takes its time does not hold the others' numbers back.
        pacers = Executors.newScheduledThreadPool(plan.connections(), task -> {
            var thread = new Thread(task, "load-websocket-pacer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens the connections and begins to send.
     *
     * @throws IllegalArgumentException if an address is not {@code host:port} or its host is unknown
     */
    public static WebSocketRun start(WebSocketPlan plan) {
        var run = new WebSocketRun(plan);
        long interval = TimeUnit.SECONDS.toNanos(1) / plan.rate();
        for (int i = 0; i < plan.connections(); i++) {
            int index = i;
            run.paced.add(run.pacers.scheduleAtFixedRate(() -> run.next(index), 0, interval, TimeUnit.NANOSECONDS));
        }
        return run;
    }

    /** The counts so far. */
    public WebSocketReport snapshot() {
        return tally.report();
    }

    /**
     * Sends no more, awaits what is on its way (five seconds at most) and closes with code 1000. Called again, it
     * returns the same report.
     */
    public synchronized WebSocketReport stop() {
        if (report == null) {
            try {
                pacers.shutdown();
                if (!pacers.awaitTermination(15, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a WebSocket's sender does not end");
                }
                checkSenders();
                for (var connection :
                        Arrays.stream(connections).filter(c -> c != null).toList()) {
                    connection.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while numbers were on their way", e);
            }
            report = tally.report();
        }
        return report;
    }

    @Override
    public void close() {
        stop();
    }

    private void next(int index) {
        var connection = connections[index];
        if (connection == null || connection.ended()) {
            try {
                connection = WebSocketConnection.open(plan, addresses.get(index % addresses.size()), tally);
            } catch (IOException e) {
                tally.count(WebSocketEvent.CONNECT, 1, String.valueOf(e.getMessage()));
                return;
            }
            connections[index] = connection;
        }
        connection.sendNext();
    }

    private void checkSenders() {
        for (var task : paced) {
            if (task.isDone() && !task.isCancelled()) {
                try {
                    task.get();
                } catch (Exception e) {
                    throw new IllegalStateException("a WebSocket's sender failed", e);
                }
            }
        }
    }
}
