package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What {@link io.warpctl.core.rollout.ServiceState} holds beside the releases and quarantines named in the status.
 *
 * @param leaderEpoch of the operator that decided
 * @param blocks by block
 * @param removedBlocks blocks that were declared once and are no more
 * @param verified hashes of all releases that were stable once
 * @param returning why the blocks go back
 * @param held why no further block is taken
 * @param rolloutStartedAt when the last rollout began, RFC 3339
 * @param rolloutEndedAt when it ended, RFC 3339; absent while it runs
 * @param progress when it last came forward
 * @param pending the image reference being resolved
 * @param lastRetry the last wish to retry that was obeyed
 * @param seenFaults faults answered already
 * @param revisionCounter highest revision ever given
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DecisionStatus(
        @Required Long leaderEpoch,
        @ListMap("name") List<BlockDecision> blocks,
        List<String> removedBlocks,
        List<String> verified,
        HaltStatus returning,
        HaltStatus held,
        String rolloutStartedAt,
        String rolloutEndedAt,
        ProgressStatus progress,
        PendingStatus pending,
        String lastRetry,
        List<SeenFaultStatus> seenFaults,
        Long revisionCounter) {

    /**
     * What was decided for a block.
     *
     * @param name the block
     * @param target hash of the release it is to run
     * @param fallback hash of what may be started when the target cannot run
     * @param served hash of the last release that served on it
     * @param stopped whether its target was taken away
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BlockDecision(@Required String name, String target, String fallback, String served, Boolean stopped) {
        public BlockDecision {
            stopped = stopped != null && stopped;
        }
    }

    /**
     * Why a rollout goes back or does not go on.
     *
     * @param releaseHash the release at fault
     * @param reason one CamelCase word
     * @param message what was seen, and where
     * @param since since when, RFC 3339
     */
    public record HaltStatus(
            @Required String releaseHash,
            @Required String reason,
            String message,
            @Required String since) {}

    /**
     * When a rollout last came forward.
     *
     * @param fingerprint what is in flight
     * @param best how far it has come
     * @param since when it last came forward, RFC 3339
     * @param suspended since when time does not count, RFC 3339
     * @param cause why time does not count
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProgressStatus(
            String fingerprint,
            @Required Integer best,
            @Required String since,
            String suspended,
            String cause) {}

    /**
     * An image reference being resolved.
     *
     * @param reference the reference
     * @param host the host asked
     * @param since since when it is wanted, RFC 3339
     * @param reason why the last host asked could not
     * @param message the same for people
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PendingStatus(
            @Required String reference,
            @Required String host,
            @Required String since,
            String reason,
            String message) {}

    /**
     * A fault that was answered already.
     *
     * @param host the host that reported it
     * @param block the block it was seen in
     * @param releaseHash the release
     * @param at when the host first saw it, RFC 3339
     */
    public record SeenFaultStatus(
            @Required String host,
            @Required String block,
            @Required String releaseHash,
            @Required String at) {}

    public DecisionStatus {
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        removedBlocks = removedBlocks == null ? List.of() : List.copyOf(removedBlocks);
        verified = verified == null ? List.of() : List.copyOf(verified);
        seenFaults = seenFaults == null ? List.of() : List.copyOf(seenFaults);
        revisionCounter = revisionCounter == null ? 0L : revisionCounter;
    }
}
