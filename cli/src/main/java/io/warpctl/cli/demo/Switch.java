package io.warpctl.cli.demo;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A block's weight moved from one container to another.
 *
 * @param block the block
 * @param from the container that had it
 * @param to the container that has it now
 * @param acknowledged when the node knew that every balancer has the new table
 * @param fromId the old container's ID as it names itself in its answers; empty when it could not be asked
 * @param lastSelectedMillis when the balancer last chose the old container, milliseconds since the epoch; empty when it could not be asked
 */
record Switch(
        String block, String from, String to, Instant acknowledged, String fromId, OptionalLong lastSelectedMillis) {
    Switch {
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(acknowledged, "acknowledged");
        Objects.requireNonNull(fromId, "fromId");
        Objects.requireNonNull(lastSelectedMillis, "lastSelectedMillis");
    }

    /** The same, with what was counted. */
    Switch counted(String id, OptionalLong lastSelected) {
        return new Switch(block, from, to, acknowledged, id, lastSelected);
    }

    /** Milliseconds for which the old container was still chosen after the acknowledgement; 0 when it was not. */
    long lateMillis() {
        return Math.max(0, lastSelectedMillis.orElse(0) - acknowledged.toEpochMilli());
    }
}
