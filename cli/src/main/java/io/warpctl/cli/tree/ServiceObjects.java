package io.warpctl.cli.tree;

import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.service.ServiceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A service and what belongs to it, as the API has them at one moment.
 *
 * @param service the service
 * @param blocks its blocks
 * @param releases its releases that still exist
 */
public record ServiceObjects(WarpService service, List<WarpBlock> blocks, List<WarpRelease> releases) {
    public ServiceObjects {
        Objects.requireNonNull(service, "service");
        blocks = blocks.stream()
                .sorted(Comparator.comparing(block -> block.getSpec().position()))
                .toList();
        releases = List.copyOf(releases);
    }

    /** What the operator said of the service. */
    public ServiceStatus status() {
        return Objects.requireNonNullElse(service.getStatus(), ServiceStatus.EMPTY);
    }

    /** The release of that hash, if it still exists. */
    public Optional<WarpRelease> release(String hash) {
        return releases.stream()
                .filter(release -> release.getSpec().releaseHash().equals(hash))
                .findFirst();
    }

    /** All containers of all blocks. */
    public List<BlockHostStatus> containers() {
        return blocks.stream()
                .filter(block -> block.getStatus() != null)
                .flatMap(block -> block.getStatus().hosts().stream())
                .toList();
    }

    /** Hashes of the releases that have containers, newest first. */
    List<String> releasesInUse() {
        return containers().stream()
                .map(BlockHostStatus::release)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(this::revision).reversed())
                .toList();
    }

    private long revision(String hash) {
        return release(hash).map(release -> release.getSpec().revision()).orElse(0L);
    }
}
