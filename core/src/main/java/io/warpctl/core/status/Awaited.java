package io.warpctl.core.status;

import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.rollout.BlockView;
import io.warpctl.core.rollout.HostView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a block waits for.
 *
 * @param reason one CamelCase word
 * @param message what is awaited, since when, and what unblocks it
 * @param blame who keeps it waiting
 */
record Awaited(String reason, String message, Blame blame) {
    /** Who keeps a block waiting. */
    enum Blame {
        /** It is under way. */
        NOBODY,
        HOST,
        RELEASE,
        /** Nothing happens before the declaration changes. */
        SPEC
    }

    /** What keeps the block from running the release everywhere; empty when nothing does. */
    static Optional<Awaited> by(BlockView block, String release, String version) {
        if (block.unplaced() || block.runs(release)) {
            return Optional.empty();
        }
        Optional<BlockView.HostFault> fault = block.hostFault();
        if (fault.isPresent()) {
            return Optional.of(new Awaited(
                    fault.get().reason(),
                    "block " + block.name() + " waits for host " + fault.get().host() + ": "
                            + fault.get().message() + "; it is tried again",
                    Blame.HOST));
        }
        List<HostView> ready = block.ready();
        if (ready.isEmpty()) {
            return Optional.of(new Awaited(
                    "HostNotReady",
                    "block " + block.name() + " waits for a node to report: none of "
                            + String.join(", ", block.spec().hosts()) + " does",
                    Blame.HOST));
        }
        return releaseFault(block, release, version).or(() -> underWay(block, release, version));
    }

    private static Optional<Awaited> releaseFault(BlockView block, String release, String version) {
        return block.ready().stream()
                .flatMap(host -> block.fault(host).stream()
                        .filter(fault -> fault.kind() == Fault.Kind.Release
                                && fault.release().equals(release))
                        .map(fault -> new Awaited(
                                fault.reason(),
                                "block " + block.name() + ": " + version + " is at fault on host " + host.name()
                                        + since(fault.at()) + ": " + fault.message(),
                                Blame.RELEASE)))
                .findFirst();
    }

    private static Optional<Awaited> underWay(BlockView block, String release, String version) {
        return block.ready().stream()
                .filter(host -> !block.runsOn(host, release))
                .findFirst()
                .map(host -> new Awaited(
                        "Progressing",
                        "block " + block.name() + ": " + on(host, block, release, version),
                        Blame.NOBODY));
    }

    private static String on(HostView host, BlockView block, String release, String version) {
        return host.block(block.ref())
                .flatMap(report -> report.containers().stream()
                        .filter(container -> container.release().equals(release))
                        .filter(container -> container.phase() != Phase.Removed)
                        .min(Comparator.comparing(ContainerReport::phase).reversed()))
                .map(container -> version + " is " + container.phase() + " on host " + host.name()
                        + since(container.since())
                        + (container.message().isEmpty() ? "" : ": " + container.message()))
                .orElse("waits for host " + host.name() + " to start " + version);
    }

    static String since(Instant at) {
        return " since " + at;
    }
}
