package io.warpctl.node;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.converge.Action;
import io.warpctl.core.converge.ActionFailure;
import io.warpctl.core.report.Fault;
import io.warpctl.node.common.ActionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActionRunnerTest {
    private static final Action ACTION = new Action.StartContainer("c", "test");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicReference<Consumer<Action>> effect = new AtomicReference<>(action -> {});
    private final AtomicInteger done = new AtomicInteger();
    private final ActionRunner runner =
            new ActionRunner(action -> effect.get().accept(action), now::get, done::incrementAndGet);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void runsOneActionAtATimePerKey() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        effect.set(action -> {
            runs.incrementAndGet();
            waitFor(go);
        });
        Action other = new Action.StartContainer("other", "test");
        submit();
        submit();
        runner.submit(List.of(other), Set.of());
        await().until(() -> runs.get() == 2);
        assertThat(runner.running()).containsExactlyInAnyOrder(ACTION.key(), other.key());
        go.countDown();
        await().until(() -> done.get() == 2);
        assertThat(runner.running()).isEmpty();
        submit();
        await().until(() -> runs.get() == 3);
    }

    @Test
    void leavesForTheNextRoundWhatTheDecisionCouldNotKnow() {
        AtomicInteger runs = new AtomicInteger();
        effect.set(action -> runs.incrementAndGet());
        runner.submit(List.of(ACTION), Set.of(ACTION.key()));
        runner.submit(List.of(new Action.StartContainer("other", "test")), Set.of(ACTION.key()));
        await().until(() -> done.get() == 1);
        assertThat(runs.get()).isEqualTo(1);
    }

    @Test
    void countsFailuresAndPausesUntilASuccess() {
        effect.set(action -> {
            throw ActionException.release("BadCommand", "no such program", null);
        });
        assertThat(submit()).isEmpty();
        await().until(() -> done.get() == 1);
        assertThat(failure())
                .isEqualTo(new ActionFailure(Fault.Kind.Release, "BadCommand", "no such program", 1, now.get()));
        assertThat(submit()).contains(now.get().plusMillis(100));
        now.set(now.get().plusMillis(100));
        submit();
        await().until(() -> done.get() == 2);
        assertThat(failure().count()).isEqualTo(2);
        assertThat(submit()).contains(now.get().plusMillis(200));
        effect.set(action -> {});
        now.set(now.get().plusSeconds(1));
        submit();
        await().until(() -> done.get() == 3);
        assertThat(runner.failures()).isEmpty();
    }

    @Test
    void blamesTheHostForWhatHasNoName() {
        effect.set(action -> {
            throw new IllegalStateException("bug");
        });
        submit();
        await().until(() -> done.get() == 1);
        assertThat(failure().kind()).isEqualTo(Fault.Kind.Host);
        assertThat(failure().reason()).isEqualTo("InternalError");
        now.set(now.get().plusSeconds(3700));
        assertThat(runner.failures()).as("old failures are forgotten").isEmpty();
    }

    @Test
    void aPauseDoesNotLastUntilAClockThatWasSetBackCatchesUp() {
        effect.set(action -> {
            throw ActionException.release("BadCommand", "no such program", null);
        });
        submit();
        await().until(() -> done.get() == 1);
        now.set(now.get().minusSeconds(3600));
        assertThat(submit()).isEmpty();
        await().until(() -> done.get() == 2);
    }

    private Optional<Instant> submit() {
        return runner.submit(List.of(ACTION), Set.of());
    }

    private ActionFailure failure() {
        return runner.failures().get(ACTION.key());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
