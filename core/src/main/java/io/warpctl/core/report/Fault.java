package io.warpctl.core.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Why a release cannot serve in a block.
 *
 * @param kind who is to blame
 * @param reason one CamelCase word
 * @param message one sentence: what was seen, and the fix where there is one
 * @param release hash of the release
 * @param at when it was first seen
 * @param logTail last lines of the container's log; empty when there are none
 */
public record Fault(Kind kind, String reason, String message, String release, Instant at, List<String> logTail) {
    /** Who is to blame. */
    public enum Kind {
        /** The release: it is taken back and not tried again. */
        Release,
        /** The host: the step holds and is tried again. */
        Host
    }

    public Fault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(at, "at");
        logTail = logTail == null ? List.of() : List.copyOf(logTail);
    }

    /** The same fault with the container's last lines. */
    public Fault withLogTail(List<String> lines) {
        return new Fault(kind, reason, message, release, at, lines);
    }
}
