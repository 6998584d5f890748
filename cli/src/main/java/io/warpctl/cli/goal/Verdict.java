package io.warpctl.cli.goal;

import java.util.Objects;

/**
 * How far something is that a command waits for.
 *
 * @param state whether to wait on
 * @param message one sentence: what is awaited, what was reached, or why it cannot be reached
 */
public record Verdict(State state, String message) {
    /** Whether to wait on. */
    public enum State {
        WAITING,
        DONE,
        FAILED
    }

    public Verdict {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
    }

    static Verdict waiting(String message) {
        return new Verdict(State.WAITING, message);
    }

    static Verdict done(String message) {
        return new Verdict(State.DONE, message);
    }

    static Verdict failed(String message) {
        return new Verdict(State.FAILED, message);
    }
}
