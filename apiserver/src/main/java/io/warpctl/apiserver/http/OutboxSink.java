package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.warpctl.apiserver.watch.WatchEvent;
import io.warpctl.apiserver.watch.WatchSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Events on their way to a client that may read slowly: kept up to a bound, then the connection is cut. The client comes back
 * and goes on from the last version it saw.
 */
abstract class OutboxSink implements WatchSink {

    private static final int MAX_BYTES = 16 << 20;
    private static final int BUSY_BYTES = 2 << 20;
    private static final int MAX_UNDER_WAY = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Context context;
    private final EventEncoder encoder;
    private final Deque<byte[]> outbox = new ArrayDeque<>();
    private int bytes;
    private int underWay;
    private boolean draining;
    private boolean ending;
    private boolean closed;

    OutboxSink(Context context, EventEncoder encoder) {
        this.context = context;
        this.encoder = encoder;
    }

    /** Sends one event; on the context. @return when it has left this process */
    abstract Future<Void> write(byte[] event);

    /** Ends the stream in order; on the context. */
    abstract void finish();

    /** Cuts the connection; on the context. */
    abstract void cut();

    @Override
    public final void event(WatchEvent event) {
        offer(encoder.event(event));
    }

    @Override
    public final void bookmark(long version, boolean initialEnd) {
        offer(encoder.bookmark(version, initialEnd));
    }

    @Override
    public final void error(ObjectNode status) {
        offer(encoder.error(status));
    }

    @Override
    public final void end() {
        synchronized (this) {
            ending = true;
        }
        wake();
    }

    private void offer(byte[] event) {
        synchronized (this) {
            if (closed || ending) {
                return;
            }
            outbox.add(event);
            bytes += event.length;
            if (bytes > MAX_BYTES) {
                close();
                context.runOnContext(nothing -> cut());
                return;
            }
        }
        wake();
    }

    @Override
    public final void awaitRoom() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        synchronized (this) {
            while (!closed && bytes > BUSY_BYTES) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) {
                    close();
                    context.runOnContext(nothing -> cut());
                    return;
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Takes nothing more. */
    final synchronized void close() {
        closed = true;
        outbox.clear();
        bytes = 0;
        notifyAll();
    }

    /** Goes on sending, now or soon. */
    private void wake() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        context.runOnContext(nothing -> drain());
    }

    private void drain() {
        while (true) {
            byte[] next;
            synchronized (this) {
                next = closed || underWay > MAX_UNDER_WAY ? null : outbox.poll();
                if (next == null) {
                    draining = false;
                    if (closed || !ending || !outbox.isEmpty()) {
                        return;
                    }
                    closed = true;
                } else {
                    bytes -= next.length;
                    underWay += next.length;
                    notifyAll();
                }
            }
            try {
                if (next == null) {
                    finish();
                    return;
                }
                int length = next.length;
                write(next).onComplete(done -> left(length));
            } catch (IllegalStateException e) {
                // The client has gone in this very moment; its close handler ends the watch.
                close();
            }
        }
    }

    private void left(int length) {
        synchronized (this) {
            underWay -= length;
        }
        wake();
    }
}
