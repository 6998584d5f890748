package io.warpctl.node;

import io.warpctl.core.converge.Action;
import io.warpctl.core.converge.ActionFailure;
import io.warpctl.core.report.Fault;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Failpoint;
import io.warpctl.node.common.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs actions on a pool, one at a time per key, and remembers which failed. */
final class ActionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);

    /** Some actions wait, for a grace period or a pull; publishing a table must never queue behind those. */
    private static final int THREADS = 32;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FORGET_FAILURES = Duration.ofHours(1);

    private final Consumer<Action> effects;
    private final InstantSource clock;
    private final Runnable done;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, ActionFailure> failures = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads.named("warp-action"));

    /** @param done called, from any thread, after each action */
    ActionRunner(Consumer<Action> effects, InstantSource clock, Runnable done) {
        this.effects = effects;
        this.clock = clock;
        this.done = done;
        pool.allowCoreThreadTimeOut(true);
    }

    /** Keys of actions that run now. What was observed before they ended may not show their effect. */
    Set<String> running() {
        return Set.copyOf(running);
    }

    /** Failed actions by key. */
    Map<String, ActionFailure> failures() {
        Instant old = clock.instant().minus(FORGET_FAILURES);
        failures.values().removeIf(failure -> failure.at().isBefore(old));
        return Map.copyOf(failures);
    }

    /**
     * Starts what may be started now.
     *
     * @param undecided keys of actions whose effect the decision could not know: they are left for the next round
     * @return when an action that failed a moment ago may be tried again; empty when there is none
     */
    Optional<Instant> submit(List<Action> actions, Set<String> undecided) {
        Optional<Instant> earliest = Optional.empty();
        for (Action action : actions) {
            Optional<Instant> pause = pausedUntil(action.key());
            if (pause.isPresent()) {
                earliest = Optional.of(
                        earliest.filter(other -> other.isBefore(pause.get())).orElse(pause.get()));
            } else if (!undecided.contains(action.key()) && running.add(action.key())) {
                pool.execute(() -> run(action));
            }
        }
        return earliest;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void run(Action action) {
        String kind = action.getClass().getSimpleName();
        try {
            LOG.info("{} {}: {}", kind, action.key(), action.reason());
            Failpoint.hit("before:" + kind);
            effects.accept(action);
            Failpoint.hit("after:" + kind);
            failures.remove(action.key());
        } catch (RuntimeException e) {
            ActionFailure failure = failure(action, e);
            failures.put(action.key(), failure);
            LOG.warn("{} {} failed ({} in a row): {}", kind, action.key(), failure.count(), failure.message());
        } finally {
            running.remove(action.key());
            done.run();
        }
    }

    private ActionFailure failure(Action action, RuntimeException e) {
        int count = Optional.ofNullable(failures.get(action.key()))
                        .map(ActionFailure::count)
                        .orElse(0)
                + 1;
        if (e instanceof ActionException named) {
            return new ActionFailure(named.kind(), named.reason(), named.getMessage(), count, clock.instant());
        }
        LOG.error("{} failed in a way that has no name", action.key(), e);
        return new ActionFailure(Fault.Kind.Host, "InternalError", e.toString(), count, clock.instant());
    }

    /** The decision has waits of its own; this one keeps what has none from failing many times a second. */
    private Optional<Instant> pausedUntil(String key) {
        ActionFailure failure = failures.get(key);
        if (failure == null) {
            return Optional.empty();
        }
        long millis = SHORTEST_PAUSE.toMillis() << Math.min(failure.count() - 1, 10);
        Duration pause = Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis()));
        Instant now = clock.instant();
        return Optional.of(failure.retryAt(pause, now)).filter(now::isBefore);
    }
}
