package io.warpctl.operator.gather;

import java.util.Objects;

/**
 * Something a person must change.
 *
 * @param reason one CamelCase word
 * @param message one sentence that names the field and the fix
 */
public record Problem(String reason, String message) {
    public Problem {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
    }
}
