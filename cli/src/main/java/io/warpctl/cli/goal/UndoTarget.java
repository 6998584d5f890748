package io.warpctl.cli.goal;

import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.service.ReleaseRef;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Which release {@code rollout undo} goes back to. */
public final class UndoTarget {
    private UndoTarget() {}

    /**
     * The release with the wanted revision; without one, the newest verified release older than the one that runs, or is being
     * brought out.
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
        Optional<Long> present = Optional.ofNullable(objects.status().targetRelease())
                .or(() -> Optional.ofNullable(objects.status().stableRelease()))
                .map(ReleaseRef::revision);
        return present.flatMap(newest -> objects.releases().stream()
                        .filter(release -> release.getSpec().revision() < newest)
                        .filter(UndoTarget::verified)
                        .max(Comparator.comparing(release -> release.getSpec().revision())))
                .orElseThrow(() -> new CommandFailure("service " + name
                        + " has no verified release before the present one: choose a revision of"
                        + " warpctl rollout history " + name + " with --to-revision"));
    }

    private static boolean verified(WarpRelease release) {
        return release.getStatus() != null
                && Conditions.holds(release.getStatus().conditions(), "Verified");
    }
}
