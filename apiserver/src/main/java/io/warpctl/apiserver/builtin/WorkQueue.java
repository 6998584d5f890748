package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.object.ApiError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that wait to be looked at: each at most once in the queue, again later if its handler fails. */
final class WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final String name;
    private final ScheduledExecutorService executor;
    private final Consumer<String> handler;
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<String, Duration> failing = new HashMap<>();

    WorkQueue(String name, ScheduledExecutorService executor, Consumer<String> handler) {
        this.name = name;
        this.executor = executor;
        this.handler = handler;
    }

    /** Looks at {@code key} after {@code delay}, or sooner if that was asked before. */
    synchronized void add(String key, Duration delay) {
        long at = System.nanoTime() + delay.toNanos();
        Long known = waiting.get(key);
        if (known != null && known - at <= 0) {
            return;
        }
        waiting.put(key, at);
        try {
            executor.schedule(() -> run(key, at), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} {} is left for the next start", name, key);
        }
    }

    private void run(String key, long at) {
        synchronized (this) {
            Long due = waiting.get(key);
            if (due == null || due != at) {
                return;
            }
            waiting.remove(key);
        }
        try {
            handler.accept(key);
            synchronized (this) {
                failing.remove(key);
            }
        } catch (ApiError e) {
            LOG.debug("{} {} must wait: {}", name, key, e.getMessage());
            retry(key);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed", name, key, e);
            retry(key);
        }
    }

    private void retry(String key) {
        Duration delay;
        synchronized (this) {
            Duration last = failing.get(key);
            Duration next = last == null ? FIRST_RETRY : last.multipliedBy(2);
            delay = next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
            failing.put(key, delay);
        }
        add(key, delay);
    }
}
