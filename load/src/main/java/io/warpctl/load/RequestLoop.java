package io.warpctl.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends every request at its slot and sees it through, all on one thread and one selector. A second thread does nothing
 * but wake the first at each slot: selectors know milliseconds only, and a late wake-up would count as latency.
 */
final class RequestLoop implements Connection.Listener {
    private static final long LATEST_SEND = TimeUnit.SECONDS.toNanos(1);
    private static final long LATEST_ANSWER = TimeUnit.SECONDS.toNanos(5);
    private static final long NEVER = Long.MAX_VALUE;

    private final LoadPlan plan;
    private final List<InetSocketAddress> addresses;
    private final Records records;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
    private final byte[] keepAliveRequest;
    private final byte[] newConnectionRequest;
    private final List<Connection> keptAlive = new ArrayList<>();
    private final Queue<Connection> idle = new ArrayDeque<>();
    private final Queue<Exchange> waiting = new ArrayDeque<>();
    private final Queue<Exchange> unsent = new ArrayDeque<>();
    private final Queue<Exchange> open = new ArrayDeque<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread loop = new Thread(this::run, "load-requests");
    private final Thread pacer = new Thread(this::pace, "load-pacer");
    private long nextIndex;
    private long stopAfter = NEVER;
    private volatile boolean stopping;
    private volatile boolean ended;

    private RequestLoop(LoadPlan plan, List<InetSocketAddress> addresses, Records records, Selector selector) {
        this.plan = plan;
        this.addresses = addresses;
        this.records = records;
        this.selector = selector;
        keepAliveRequest = Connection.request(plan.path(), plan.host(), true);
        newConnectionRequest = Connection.request(plan.path(), plan.host(), false);
        for (int i = 0; i < plan.keepAliveConnections(); i++) {
            keptAlive.add(connection(addresses.get(i % addresses.size()), keepAliveRequest));
        }
        idle.addAll(keptAlive);
    }

    static RequestLoop start(LoadPlan plan, List<InetSocketAddress> addresses, Records records) {
        try {
            var loop = new RequestLoop(plan, addresses, records, Selector.open());
            loop.loop.setDaemon(true);
            loop.pacer.setDaemon(true);
            loop.loop.start();
            loop.pacer.start();
            return loop;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    /** Takes no further slot; returns when that was, once every request has its outcome. */
    long stop() {
        stopping = true;
        selector.wakeup();
        try {
            loop.join();
            pacer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while requests were open", e);
        }
        checkAlive();
        return stopAfter;
    }

    void checkAlive() {
        if (failure.get() != null) {
            throw new IllegalStateException("the load generator failed", failure.get());
        }
    }

    private void pace() {
        long index = 0;
        while (!ended) {
            long wait = slot(index) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                selector.wakeup();
                index = Math.max(index + 1, (System.nanoTime() - records.startNanos()) / 1_000_000_000L * plan.rate());
            }
        }
    }

    private void run() {
        try (selector) {
            while (stopAfter == NEVER || !open.isEmpty()) {
                long now = System.nanoTime();
                if (stopAfter == NEVER) {
                    beginDue(now);
                    stopAfter = stopping ? now : NEVER;
                }
                expire(now);
                selector.select(key -> ((Connection) key.attachment()).ready(), 100);
            }
            keptAlive.forEach(Connection::close);
        } catch (IOException | RuntimeException | Error e) {
            failure.set(e);
        } finally {
            ended = true;
            LockSupport.unpark(pacer);
        }
    }

    private long slot(long index) {
        return records.startNanos()
                + index / plan.rate() * 1_000_000_000L
                + index % plan.rate() * 1_000_000_000L / plan.rate();
    }

    private void beginDue(long now) {
        for (long slot = slot(nextIndex); slot - now <= 0; slot = slot(nextIndex)) {
            var exchange = new Exchange(slot, nextIndex % 2 == 1);
            exchange.address = addresses.get((int) (nextIndex / 2 % addresses.size()));
            nextIndex++;
            open.add(exchange);
            unsent.add(exchange);
            if (now - slot >= LATEST_SEND) {
                continue; // expire() says so.
            }
            if (exchange.newConnection) {
                connection(exchange.address, newConnectionRequest).send(exchange);
            } else if (idle.isEmpty()) {
                waiting.add(exchange);
            } else {
                idle.remove().send(exchange);
            }
        }
    }

    private void expire(long now) {
        for (var head = unsent.peek(); head != null; head = unsent.peek()) {
            if (!head.done && !head.sent) {
                if (now - head.slot < LATEST_SEND) {
                    break;
                }
                var why = head.connection == null ? "no connection was free" : "still connecting";
                giveUp(head, FailureKind.NOT_SENT, why);
            }
            unsent.remove();
        }
        for (var head = open.peek(); head != null; head = open.peek()) {
            if (!head.done) {
                if (now - head.slot < LATEST_ANSWER) {
                    break;
                }
                giveUp(head, FailureKind.SLOW, "no whole answer within 5 s");
            }
            open.remove();
        }
    }

    private void giveUp(Exchange exchange, FailureKind kind, String detail) {
        exchange.done = true;
        records.failed(exchange, kind, detail);
        if (exchange.connection != null) {
            exchange.connection.abandon();
            release(exchange.connection, exchange);
        }
    }

    @Override
    public void answered(Connection connection, Exchange exchange, ResponseReader.Response response) {
        exchange.done = true;
        judge(exchange, response, System.nanoTime());
        release(connection, exchange);
    }

    @Override
    public void failed(Connection connection, Exchange exchange, FailureKind kind, String detail) {
        exchange.done = true;
        records.failed(exchange, kind, detail);
        release(connection, exchange);
    }

    private void judge(Exchange exchange, ResponseReader.Response response, long now) {
        if (response.status() != 200) {
            records.failed(exchange, FailureKind.STATUS, Integer.toString(response.status()));
            return;
        }
        if (now - exchange.slot > LATEST_ANSWER) {
            records.failed(exchange, FailureKind.SLOW, "answered later than 5 s");
            return;
        }
        var backend = HelloBody.read(response.body());
        if (backend.isEmpty()) {
            records.failed(exchange, FailureKind.TORN_BODY, "the checksum does not match");
        } else if (!backend.get().service().equals(plan.expectedService())) {
            records.failed(exchange, FailureKind.WRONG_SERVICE, backend.get().toString());
        } else {
            records.answered(exchange, now, backend.get());
        }
    }

    private void release(Connection connection, Exchange exchange) {
        if (exchange.newConnection) {
            connection.close();
            return;
        }
        var next = waiting.poll();
        while (next != null && next.done) {
            next = waiting.poll();
        }
        if (next == null) {
            idle.add(connection);
        } else {
            connection.send(next);
        }
    }

    private Connection connection(InetSocketAddress address, byte[] request) {
        return new Connection(selector, address, request, buffer, this);
    }
}
