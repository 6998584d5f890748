package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided for a service and must be persisted before any of it takes effect. Written after the release it creates
 * exists; a crash between two writes is made good by the next decision.
 *
 * @param stableRelease hash of the last release verified on all blocks
 * @param targetRelease hash of the release the service is on its way to, or runs
 * @param blocks by block name
 * @param removedBlocks blocks that were declared once and are no more
 * @param quarantined releases that are not tried again
 * @param verified hashes of all releases that were stable once
 * @param returning why the blocks go back; empty when they do not
 * @param held why no further block is taken; empty when nothing holds
 * @param rolloutStartedAt when the last rollout began
 * @param rolloutEndedAt when it ended; empty while it runs
 * @param progress when it last came forward; empty while nothing is in flight
 * @param pending the image reference being resolved
 * @param lastRetry the last wish to retry that was obeyed
 * @param seenFaults faults answered already
 * @param revisionCounter highest revision ever given
 */
public record ServiceState(
        Optional<String> stableRelease,
        Optional<String> targetRelease,
        Map<String, BlockState> blocks,
        Set<String> removedBlocks,
        List<Quarantine> quarantined,
        List<String> verified,
        Optional<Halt> returning,
        Optional<Halt> held,
        Optional<Instant> rolloutStartedAt,
        Optional<Instant> rolloutEndedAt,
        Optional<Progress> progress,
        Optional<PendingResolution> pending,
        Optional<Retry> lastRetry,
        Set<SeenFault> seenFaults,
        long revisionCounter) {
    /** Of a service nothing was decided for. */
    public static final ServiceState EMPTY =
            new ServiceState(null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0);

    public ServiceState {
        stableRelease = stableRelease == null ? Optional.empty() : stableRelease;
        targetRelease = targetRelease == null ? Optional.empty() : targetRelease;
        blocks = blocks == null ? Map.of() : Map.copyOf(blocks);
        removedBlocks = removedBlocks == null ? Set.of() : Set.copyOf(removedBlocks);
        quarantined = quarantined == null ? List.of() : List.copyOf(quarantined);
        verified = verified == null ? List.of() : List.copyOf(verified);
        returning = returning == null ? Optional.empty() : returning;
        held = held == null ? Optional.empty() : held;
        rolloutStartedAt = rolloutStartedAt == null ? Optional.empty() : rolloutStartedAt;
        rolloutEndedAt = rolloutEndedAt == null ? Optional.empty() : rolloutEndedAt;
        progress = progress == null ? Optional.empty() : progress;
        pending = pending == null ? Optional.empty() : pending;
        lastRetry = lastRetry == null ? Optional.empty() : lastRetry;
        seenFaults = seenFaults == null ? Set.of() : Set.copyOf(seenFaults);
    }

    /** What was decided for the given block. */
    public BlockState block(String name) {
        return blocks.getOrDefault(name, BlockState.NONE);
    }

    /** Whether the release was stable once. */
    public boolean wasVerified(String releaseHash) {
        return verified.contains(releaseHash);
    }

    /** Whether the release is the stable one. */
    public boolean isStable(String releaseHash) {
        return stableRelease.map(releaseHash::equals).orElse(false);
    }

    /** The quarantine that keeps the release from being targeted; the stable release is never kept. */
    public Optional<Quarantine> quarantineOf(Release release) {
        return isStable(release.hash())
                ? Optional.empty()
                : quarantined.stream().filter(entry -> entry.covers(release)).findFirst();
    }

    /** Whether a rollout is under way, so that warm containers stay. */
    public boolean rolloutInProgress() {
        return rolloutStartedAt.isPresent() && rolloutEndedAt.isEmpty();
    }
}
