package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * How a new version is brought out.
 *
 * @param percent share of the blocks that get a new version
 * @param maxBlocksInFlight how many blocks change at a time
 * @param progressDeadlineSeconds longest time without progress
 * @param drainSeconds longest time an old container may finish what it answers
 * @param stopGraceSeconds time between SIGTERM and SIGKILL
 * @param keepWarmSeconds how long an old container is kept after the rollout ended, for a quick return
 * @param autoRollback whether a release at fault is taken back
 * @param paused whether no further block is changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutSpec(
        @Default("100") @Min(1) @Max(100) Integer percent,
        @Default("1") @Min(1) @Max(64) Integer maxBlocksInFlight,
        @Default("600") @Min(1) @Max(86400) Integer progressDeadlineSeconds,
        @Default("3600") @Min(0) @Max(604800) Integer drainSeconds,
        @Default("30") @Min(0) @Max(3600) Integer stopGraceSeconds,
        @Default("600") @Min(0) @Max(604800) Integer keepWarmSeconds,
        @Default("true") Boolean autoRollback,
        @Default("false") Boolean paused) {
    /** What the schema fills in. */
    public static final RolloutSpec DEFAULT = new RolloutSpec(null, null, null, null, null, null, null, null);

    public RolloutSpec {
        percent = percent == null ? 100 : percent;
        maxBlocksInFlight = maxBlocksInFlight == null ? 1 : maxBlocksInFlight;
        progressDeadlineSeconds = progressDeadlineSeconds == null ? 600 : progressDeadlineSeconds;
        drainSeconds = drainSeconds == null ? 3600 : drainSeconds;
        stopGraceSeconds = stopGraceSeconds == null ? 30 : stopGraceSeconds;
        keepWarmSeconds = keepWarmSeconds == null ? 600 : keepWarmSeconds;
        autoRollback = autoRollback == null || autoRollback;
        paused = paused != null && paused;
    }
}
