package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A {@link ServiceState} while it is decided on. */
final class Draft {
    Optional<String> stable;
    Optional<String> target;
    final Map<String, BlockState> blocks;
    final Set<String> removedBlocks;
    final List<Quarantine> quarantined;
    final List<String> verified;
    Optional<Halt> returning;
    Optional<Halt> held;
    Optional<Instant> startedAt;
    Optional<Instant> endedAt;
    Optional<Progress> progress;
    Optional<PendingResolution> pending;
    Optional<Retry> lastRetry;
    final Set<SeenFault> seenFaults;
    long revisionCounter;

    Draft(ServiceState state) {
        stable = state.stableRelease();
        target = state.targetRelease();
        blocks = new TreeMap<>(state.blocks());
        removedBlocks = new LinkedHashSet<>(state.removedBlocks());
        quarantined = new ArrayList<>(state.quarantined());
        verified = new ArrayList<>(state.verified());
        returning = state.returning();
        held = state.held();
        startedAt = state.rolloutStartedAt();
        endedAt = state.rolloutEndedAt();
        progress = state.progress();
        pending = state.pending();
        lastRetry = state.lastRetry();
        seenFaults = new LinkedHashSet<>(state.seenFaults());
        revisionCounter = state.revisionCounter();
    }

    ServiceState toState() {
        return new ServiceState(
                stable,
                target,
                blocks,
                removedBlocks,
                quarantined,
                verified,
                returning,
                held,
                startedAt,
                endedAt,
                progress,
                pending,
                lastRetry,
                seenFaults,
                revisionCounter);
    }

    BlockState block(String name) {
        return blocks.getOrDefault(name, BlockState.NONE);
    }

    boolean isStable(String hash) {
        return stable.map(hash::equals).orElse(false);
    }

    /** Whether the release may not be targeted. */
    boolean barred(Release release) {
        return !isStable(release.hash()) && quarantined.stream().anyMatch(entry -> entry.covers(release));
    }

    /** Whether the hash is of a release that may not be targeted. */
    boolean barred(String hash, Releases releases) {
        return releases.byHash(hash)
                .map(this::barred)
                .orElseGet(() -> !isStable(hash)
                        && quarantined.stream()
                                .anyMatch(entry -> entry.releaseHash().equals(hash)));
    }
}
