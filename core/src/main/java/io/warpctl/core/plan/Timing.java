package io.warpctl.core.plan;

/**
 * How long the old container of a block is kept, and how it ends.
 *
 * @param drainSeconds longest time requests and connections may go on after the switch
 * @param stopGraceSeconds time between SIGTERM and SIGKILL
 * @param keepWarmSeconds how long an old container is kept without traffic after its rollout ended
 */
public record Timing(int drainSeconds, int stopGraceSeconds, int keepWarmSeconds) {
    /** The defaults of the resource's schema. */
    public static final Timing DEFAULT = new Timing(3600, 30, 600);
}
