package io.warpctl.core.report;

import java.util.List;
import java.util.Objects;

/**
 * What a node reports of its host.
 *
 * @param acceptedGeneration generation of the plan it follows; 0 before the first
 * @param blocks the planned blocks, and those being removed
 * @param balancers the host's balancers
 * @param images what the plan asked to resolve
 * @param traffic what was answered, per block and release
 * @param unclaimed names of our containers that no plan names and no removal covers
 * @param conditions facts about the host
 */
public record HostReport(
        long acceptedGeneration,
        List<BlockReport> blocks,
        List<BalancerReport> balancers,
        List<ImageReport> images,
        List<Traffic> traffic,
        List<String> unclaimed,
        List<HostCondition> conditions) {
    /** Of a node that has no plan. */
    public static final HostReport EMPTY =
            new HostReport(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public HostReport {
        blocks = List.copyOf(Objects.requireNonNull(blocks, "blocks"));
        balancers = List.copyOf(Objects.requireNonNull(balancers, "balancers"));
        images = List.copyOf(Objects.requireNonNull(images, "images"));
        traffic = List.copyOf(Objects.requireNonNull(traffic, "traffic"));
        unclaimed = List.copyOf(Objects.requireNonNull(unclaimed, "unclaimed"));
        conditions = List.copyOf(Objects.requireNonNull(conditions, "conditions"));
    }
}
