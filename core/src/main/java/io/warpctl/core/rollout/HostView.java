package io.warpctl.core.rollout;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import java.util.Objects;
import java.util.Optional;

/**
 * A host as the operator sees it.
 *
 * @param name its name
 * @param ready whether its node reports in time
 * @param report the last report; {@link HostReport#EMPTY} before the first
 */
public record HostView(String name, boolean ready, HostReport report) {
    public HostView {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(report, "report");
    }

    /** What the host reports of a block. */
    public Optional<BlockReport> block(BlockRef ref) {
        return report.blocks().stream()
                .filter(block -> block.block().equals(ref))
                .findFirst();
    }

    /** The condition that says that Docker could not be asked, so that the report says nothing of any container. */
    public Optional<HostCondition> dockerDown() {
        return report.conditions().stream()
                .filter(condition -> condition.type().equals("DockerReady") && !condition.status())
                .findFirst();
    }
}
