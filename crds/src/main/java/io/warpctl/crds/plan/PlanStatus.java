package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What a node reports of its host; see {@link io.warpctl.core.report.HostReport}.
 *
 * @param observedGeneration metadata.generation of the plan this was said of
 * @param acceptedGeneration spec.generation of the plan it follows
 * @param blocks the planned blocks, and those being removed
 * @param balancers the host's balancers
 * @param images what the plan asked to resolve
 * @param traffic what was answered, per block and release
 * @param unclaimed our containers that no plan names and no removal covers
 * @param conditions facts about the host
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanStatus(
        @Default("-1") Long observedGeneration,
        Long acceptedGeneration,

        @ListMap({"namespace", "environment", "service", "block"})
        List<BlockReportStatus> blocks,

        @ListMap("interface") List<BalancerStatus> balancers,
        @ListMap("reference") List<ImageStatus> images,
        List<TrafficStatus> traffic,
        List<String> unclaimed,
        @ListMap("type") List<Condition> conditions) {
    /** Before the node looked. */
    public static final PlanStatus EMPTY = new PlanStatus(-1L, null, null, null, null, null, null, null);

    public PlanStatus {
        observedGeneration = observedGeneration == null ? -1L : observedGeneration;
        acceptedGeneration = acceptedGeneration == null ? 0L : acceptedGeneration;
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
        balancers = balancers == null ? List.of() : List.copyOf(balancers);
        images = images == null ? List.of() : List.copyOf(images);
        traffic = traffic == null ? List.of() : List.copyOf(traffic);
        unclaimed = unclaimed == null ? List.of() : List.copyOf(unclaimed);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
