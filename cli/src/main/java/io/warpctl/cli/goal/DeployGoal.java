package io.warpctl.cli.goal;

import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.block.BlockStatus;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.service.QuarantineStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chosen blocks verifiably run a version: on every host the serving container is of a release made from it, and was reached
 * through the balancers before it got traffic.
 *
 * @param image the image as a release has it, such as {@code hello:1.1.0} or {@code hello@sha256:…}
 * @param blocks the chosen blocks
 * @param generation generation of the spec that must have been seen
 */
public record DeployGoal(String image, List<String> blocks, long generation) implements Goal {
    public DeployGoal {
        Objects.requireNonNull(image, "image");
        blocks = List.copyOf(blocks);
    }

    /** The reference of a version of an image: a tag, or a digest. */
    public static String reference(String image, String version) {
        return image + (version.startsWith("sha256:") ? "@" : ":") + version;
    }

    @Override
    public Verdict judge(ServiceObjects objects) {
        if (!Observed.generation(objects, generation)) {
            return Verdict.waiting("Waiting for the operator to see the change...");
        }
        Optional<QuarantineStatus> quarantine = objects.status().quarantined().stream()
                .filter(bad ->
                        objects.release(bad.releaseHash()).filter(this::made).isPresent())
                .findFirst();
        if (quarantine.isPresent()) {
            return Verdict.failed(image + " was taken back (" + quarantine.get().reason() + "): "
                    + Objects.requireNonNullElse(quarantine.get().message(), "")
                    + "; deploy a newer version, or try it again with warpctl rollout retry "
                    + Observed.name(objects));
        }
        List<String> awaited =
                blocks.stream().flatMap(name -> awaited(objects, name).stream()).toList();
        if (awaited.isEmpty()) {
            return Verdict.done("blocks " + String.join(", ", blocks) + " run " + image);
        }
        Optional<String> stalled = Observed.stalled(objects);
        String counted = (blocks.size() - awaited.size()) + " of " + blocks.size() + " blocks run " + image;
        return stalled.isPresent()
                ? Verdict.failed(counted + ", and the rollout came to a stop: " + stalled.get())
                : Verdict.waiting("Waiting: " + counted + "; " + awaited.get(0));
    }

    /** What keeps a block from running it; empty when it does. */
    private Optional<String> awaited(ServiceObjects objects, String name) {
        Optional<WarpBlock> found = objects.blocks().stream()
                .filter(block -> block.getSpec().name().equals(name))
                .findFirst();
        BlockStatus status = found.map(WarpBlock::getStatus).orElse(BlockStatus.EMPTY);
        List<String> hosts =
                status.hosts().stream().map(BlockHostStatus::host).distinct().toList();
        if (hosts.isEmpty()) {
            return Optional.of("block " + name + " has no container yet");
        }
        return hosts.stream()
                .filter(host -> status.hosts().stream().noneMatch(container -> serves(objects, host, container)))
                .findFirst()
                .map(host -> "block " + name + " on host " + host + ": "
                        + candidate(status, host).orElseGet(() -> whyNothingBegan(objects)));
    }

    /** Why no block has begun is said of the service: an image that nobody has, a pause. */
    private static String whyNothingBegan(ServiceObjects objects) {
        return Observed.condition(objects, "Ready")
                .filter(ready -> !ready.holds() && !ready.reason().equals("Progressing"))
                .map(Condition::message)
                .orElse("waits for its turn");
    }

    private boolean serves(ServiceObjects objects, String host, BlockHostStatus container) {
        return container.host().equals(host)
                && container.phase() == Phase.Serving
                && container.release() != null
                && objects.release(container.release()).filter(this::made).isPresent();
    }

    private boolean made(WarpRelease release) {
        return release.getSpec().template().image().equals(image);
    }

    private static Optional<String> candidate(BlockStatus status, String host) {
        return status.hosts().stream()
                .filter(container -> container.host().equals(host))
                .filter(container -> container.phase().compareTo(Phase.Serving) < 0)
                .findFirst()
                .map(container -> container.phase() + " " + container.version()
                        + (container.message() == null ? "" : " (" + container.message() + ")"));
    }
}
