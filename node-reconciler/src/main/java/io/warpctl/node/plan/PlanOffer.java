package io.warpctl.node.plan;

import io.warpctl.core.plan.HostPlan;

/**
 * A plan somebody wants this node to follow.
 *
 * @param plan the plan
 * @param numbered whether its generation is its author's; otherwise the node counts: one more whenever the content changed
 */
public record PlanOffer(HostPlan plan, boolean numbered) {
    HostPlan withGeneration(long generation) {
        return new HostPlan(
                plan.clusterUid(),
                generation,
                plan.leaderEpoch(),
                plan.servicesNetwork(),
                plan.releases(),
                plan.services(),
                plan.interfaces(),
                plan.resolve(),
                plan.removals());
    }
}
