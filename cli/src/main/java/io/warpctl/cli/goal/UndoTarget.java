package io.warpctl.cli.goal;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.service.ReleaseRef;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Which release {@code rollout undo} goes back to. */
public final class UndoTarget {
    private UndoTarget() {}

    /**
     * The release with the wanted revision; without one, the newest verified release older than the newest one that runs on a
     * block, or is being brought out.
     *
     * @throws CommandFailure if there is none
     */
    public static WarpRelease of(ServiceObjects objects, OptionalLong revision) {
        String name = Observed.name(objects);
        if (revision.isPresent()) {
            return objects.releases().stream()
                    .filter(release -> release.getSpec().revision() == revision.getAsLong())
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("service " + name + " has no revision " + revision.getAsLong()
                            + ": see warpctl rollout history " + name));
        }
        long present = present(objects);
        return objects.releases().stream()
                .filter(release -> release.getSpec().revision() < present)
                .filter(UndoTarget::verified)
                .max(Comparator.comparing(release -> release.getSpec().revision()))
                .orElseThrow(() -> new CommandFailure("service " + name
                        + " has no verified release before the present one: choose a revision of"
                        + " warpctl rollout history " + name + " with --to-revision"));
    }

    /** A block may run a newer release than its service. */
    private static long present(ServiceObjects objects) {
        Stream<String> onBlocks = objects.containers().stream()
                .filter(container -> container.phase().compareTo(Phase.Serving) <= 0)
                .map(BlockHostStatus::release)
                .filter(Objects::nonNull);
        Stream<String> ofService = Stream.of(
                        objects.status().targetRelease(), objects.status().stableRelease())
                .filter(Objects::nonNull)
                .limit(1)
                .map(ReleaseRef::releaseHash);
        return Stream.concat(onBlocks, ofService)
                .flatMap(hash -> objects.release(hash).stream())
                .mapToLong(release -> release.getSpec().revision())
                .max()
                .orElse(0);
    }

    private static boolean verified(WarpRelease release) {
        return release.getStatus() != null
                && Conditions.holds(release.getStatus().conditions(), "Verified");
    }
}
