package io.warpctl.node.plan;

import io.warpctl.core.report.HostCondition;
import java.util.List;
import java.util.Optional;

/**
 * What a source of plans has at one moment.
 *
 * @param offer the last plan that could be read; empty before the first
 * @param conditions what is wrong with the source, or with what it has now
 */
public record PlanReading(Optional<PlanOffer> offer, List<HostCondition> conditions) {
    /** Nothing was read yet. */
    public static final PlanReading NOTHING = new PlanReading(Optional.empty(), List.of());

    public PlanReading {
        conditions = List.copyOf(conditions);
    }
}
