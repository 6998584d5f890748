package io.warpctl.node.probe;

import io.warpctl.core.converge.ProbeState;
import java.util.List;
import java.util.Optional;

/** One path that is probed: its question, its state, its next turn. Used by the prober's thread only. */
final class Probing {
    /** More successes or failures in a row than this change nothing for anybody. */
    private static final int COUNTED = 3;

    private final ProbePath path;
    private ProbeQuestion question;
    private ProbeState state = ProbeState.NONE;
    private Optional<Attempt> attempt = Optional.empty();
    private long begunAt;
    private long dueAt;

    Probing(ProbePath path, ProbeQuestion question, long nanoTime) {
        this.path = path;
        this.question = question;
        this.dueAt = nanoTime;
    }

    ProbePath path() {
        return path;
    }

    ProbeQuestion question() {
        return question;
    }

    ProbeState state() {
        return state;
    }

    Optional<Attempt> attempt() {
        return attempt;
    }

    /** When something is to be done for it: its next turn, or the end of its time. */
    long dueAt() {
        return attempt.map(Attempt::deadline).orElse(dueAt);
    }

    void asks(ProbeQuestion changed, long nanoTime) {
        if (changed.interval().compareTo(question.interval()) < 0) {
            dueAt = Math.min(dueAt, nanoTime);
        }
        question = changed;
    }

    void began(Attempt begun, long nanoTime) {
        attempt = Optional.of(begun);
        begunAt = nanoTime;
    }

    /**
     * The attempt is over.
     *
     * @return whether that is news
     */
    boolean finished(ProbeState after, long nanoTime) {
        ProbeState before = state;
        state = after;
        attempt = Optional.empty();
        dueAt = Math.max(nanoTime, begunAt + question.interval().toNanos());
        return !meaning(before).equals(meaning(after));
    }

    /** A turn that failed before there was a connection to wait for. */
    void beginsAt(long nanoTime) {
        begunAt = nanoTime;
    }

    private static Object meaning(ProbeState state) {
        return List.of(
                Math.min(state.successes(), COUNTED),
                Math.min(state.failures(), COUNTED),
                state.version(),
                state.configVersion(),
                state.error());
    }
}
