package io.warpctl.core.report;

import io.warpctl.core.plan.BlockRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One block on this host.
 *
 * @param block which block
 * @param target hash of the release it should run, as in the accepted plan
 * @param containers its containers, the serving one first
 * @param fault why the target cannot serve; empty while nothing is wrong
 */
public record BlockReport(BlockRef block, String target, List<ContainerReport> containers, Optional<Fault> fault) {
    public BlockReport {
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(target, "target");
        containers = containers == null ? List.of() : List.copyOf(containers);
        fault = fault == null ? Optional.empty() : fault;
    }

    /** The container that has the block's weight, if there is one. */
    public Optional<ContainerReport> serving() {
        return containers.stream()
                .filter(container -> container.phase() == Phase.Serving)
                .findFirst();
    }

    /** Whether the target release has the block's weight. */
    public boolean targetServes() {
        return serving().map(container -> container.release().equals(target)).orElse(false);
    }
}
