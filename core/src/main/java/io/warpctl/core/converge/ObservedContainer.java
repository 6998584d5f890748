package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of our containers as Docker shows it.
 *
 * @param id Docker's ID
 * @param name its name
 * @param block from its identity labels
 * @param specHash from its identity labels
 * @param release hash of the release, from its information labels
 * @param version version of the release, from its information labels
 * @param state whether it runs
 * @param address its address on the services network; empty when it has none
 * @param createdAt when it was created
 * @param startedAt when it was last started; equal to {@code createdAt} before the first start
 * @param exitCode of the last run, when it ended
 * @param oomKilled whether the last run ended for lack of memory
 * @param logTail its last lines, once {@link Action.ReadLogs} was executed
 */
public record ObservedContainer(
        String id,
        String name,
        BlockRef block,
        String specHash,
        String release,
        String version,
        State state,
        String address,
        Instant createdAt,
        Instant startedAt,
        Optional<Integer> exitCode,
        boolean oomKilled,
        Optional<List<String>> logTail) {
    /** Whether a container runs. */
    public enum State {
        CREATED,
        RUNNING,
        EXITED
    }

    public ObservedContainer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(specHash, "specHash");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(state, "state");
        version = version == null ? "" : version;
        address = address == null ? "" : address;
        exitCode = exitCode == null ? Optional.empty() : exitCode;
        logTail = logTail == null ? Optional.empty() : logTail;
    }

    /** Whether its process runs. */
    public boolean running() {
        return state == State.RUNNING;
    }
}
