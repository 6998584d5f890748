package io.warpctl.node.report;

import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides when a report is worth publishing: at once when its meaning changed, now and then when only counters did. Pure. */
public final class ReportPolicy {
    private static final Duration WHILE_MOVING = Duration.ofSeconds(10);
    private static final Duration AT_REST = Duration.ofSeconds(60);

    private ReportPolicy() {}

    /**
     * When {@code next} is to be published: {@code now} or earlier for at once, empty for never.
     *
     * @param last what was published last
     * @param at when that was
     */
    public static Optional<Instant> due(Optional<HostReport> last, Instant at, HostReport next, Instant now) {
        if (last.isEmpty() || !meaning(last.get()).equals(meaning(next))) {
            return Optional.of(now);
        }
        if (last.get().equals(next)) {
            return Optional.empty();
        }
        boolean clockSetBack = at.isAfter(now);
        return Optional.of(clockSetBack ? now : at.plus(moving(next) ? WHILE_MOVING : AT_REST));
    }

    private static boolean moving(HostReport report) {
        return report.blocks().stream()
                .flatMap(block -> block.containers().stream())
                .anyMatch(container -> container.phase() != Phase.Serving && container.phase() != Phase.Warm);
    }

    /** The report without what changes all the time. */
    private static HostReport meaning(HostReport report) {
        return new HostReport(
                report.acceptedGeneration(),
                report.blocks().stream().map(ReportPolicy::meaning).toList(),
                report.balancers(),
                report.images(),
                List.of(),
                report.unclaimed(),
                report.conditions());
    }

    private static BlockReport meaning(BlockReport block) {
        return new BlockReport(
                block.block(),
                block.target(),
                block.containers().stream().map(ReportPolicy::meaning).toList(),
                block.fault());
    }

    /** A container that is still awaited is "since now" in every report, and what is in flight changes with each request. */
    private static ContainerReport meaning(ContainerReport container) {
        return new ContainerReport(
                container.container(),
                container.release(),
                container.version(),
                container.configVersion(),
                container.phase(),
                Instant.EPOCH,
                container.draining().isPresent() ? "" : container.message(),
                Optional.empty());
    }
}
