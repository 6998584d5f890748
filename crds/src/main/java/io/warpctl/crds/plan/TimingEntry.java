package io.warpctl.crds.plan;

import io.fabric8.generator.annotation.Required;

/**
 * How long old containers are kept; see {@link io.warpctl.core.plan.Timing}.
 *
 * @param drainSeconds longest time what is answered may go on
 * @param stopGraceSeconds time between SIGTERM and SIGKILL
 * @param keepWarmSeconds how long an old container is kept after its rollout ended
 */
public record TimingEntry(
        @Required Integer drainSeconds,
        @Required Integer stopGraceSeconds,
        @Required Integer keepWarmSeconds) {}
