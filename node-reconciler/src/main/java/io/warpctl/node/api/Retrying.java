package io.warpctl.node.api;

import io.warpctl.node.common.Threads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the newest of the values it is given, on a thread of its own, again and again until that succeeds. */
final class Retrying<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String what;
    private final Consumer<T> writer;
    private final ScheduledExecutorService thread;
    private final AtomicReference<T> newest = new AtomicReference<>();
    private String problem = "";

    /**
     * @param what for messages
     * @param writer throws when the value could not be written
     */
    Retrying(String what, Consumer<T> writer) {
        this.what = what;
        this.writer = writer;
        this.thread = Executors.newSingleThreadScheduledExecutor(Threads.named("warp-api-" + what));
    }

    /** Replaces a value that was not written yet. */
    void offer(T value) {
        newest.set(value);
        schedule(Duration.ZERO);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void schedule(Duration delay) {
        try {
            thread.schedule(this::write, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not written any more: the node is closing", what);
        }
    }

    private void write() {
        T value = newest.getAndSet(null);
        if (value == null) {
            return;
        }
        try {
            writer.accept(value);
            problem = "";
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(problem)) {
                problem = message;
                LOG.warn("{} could not be written, trying again: {}", what, message);
            }
            newest.compareAndSet(null, value);
            schedule(PAUSE);
        }
    }
}
