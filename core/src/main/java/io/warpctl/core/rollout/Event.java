package io.warpctl.core.rollout;

import java.util.Objects;

/**
 * Something worth telling people, once.
 *
 * @param type as Kubernetes has it
 * @param reason one CamelCase word
 * @param message one sentence
 */
public record Event(Type type, String reason, String message) {
    /** Whether someone should look at it. */
    public enum Type {
        Normal,
        Warning
    }

    public Event {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
    }

    static Event normal(String reason, String message) {
        return new Event(Type.Normal, reason, message);
    }

    static Event warning(String reason, String message) {
        return new Event(Type.Warning, reason, message);
    }
}
