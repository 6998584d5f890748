package io.warpctl.core.status;

import java.util.Objects;

/**
 * A condition as Kubernetes has it; whoever writes it adds the observed generation and the time of the transition.
 *
 * @param type the condition
 * @param status whether it holds
 * @param reason one CamelCase word
 * @param message one sentence
 */
public record Condition(String type, Status status, String reason, String message) {
    /** Whether a condition holds. */
    public enum Status {
        True,
        False,
        Unknown
    }

    public Condition {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        message = message == null ? "" : message;
    }

    static Condition of(String type, boolean holds, String reason, String message) {
        return new Condition(type, holds ? Status.True : Status.False, reason, message);
    }

    /** Whether it is certain to hold. */
    public boolean isTrue() {
        return status == Status.True;
    }
}
