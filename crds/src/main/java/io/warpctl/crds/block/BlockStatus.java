package io.warpctl.crds.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What was decided for a block, and what its hosts report.
 *
 * @param observedGeneration generation of the spec this was said of
 * @param target name of the release it should run
 * @param targetVersion version of that release
 * @param fallback name of the release that may run when the target cannot and nothing serves
 * @param leaderEpoch of the operator that decided
 * @param hosts its containers
 * @param ready how many hosts serve the target, such as {@code 2/2}
 * @param conditions Ready
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BlockStatus(
        @Default("-1") Long observedGeneration,
        String target,
        String targetVersion,
        String fallback,
        Long leaderEpoch,
        @ListMap({"host", "container"}) List<BlockHostStatus> hosts,
        String ready,
        @ListMap("type") List<Condition> conditions) {
    /** Before the operator looked. */
    public static final BlockStatus EMPTY = new BlockStatus(-1L, null, null, null, null, null, null, null);

    public BlockStatus {
        observedGeneration = observedGeneration == null ? -1L : observedGeneration;
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
