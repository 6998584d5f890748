package io.warpctl.cli.tree;

import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.release.ReleaseOrigin;
import io.warpctl.crds.service.ReleaseRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The releases of a service, newest last. */
public final class History {
    private History() {}

    /** One line per release, under a line of titles. */
    public static List<String> render(ServiceObjects objects, Instant now) {
        Table table = new Table("REVISION", "VERSION", "STATE", "AGE", "BY", "RELEASE");
        objects.releases().stream()
                .sorted(Comparator.comparing(release -> release.getSpec().revision()))
                .forEach(release -> table.row(
                        Long.toString(release.getSpec().revision()),
                        release.getSpec().template().version(),
                        state(objects, release),
                        Ages.since(release.getMetadata().getCreationTimestamp(), now),
                        Optional.ofNullable(release.getSpec().origin())
                                .map(ReleaseOrigin::manager)
                                .orElse(""),
                        release.getMetadata().getName()));
        return table.lines();
    }

    private static String state(ServiceObjects objects, WarpRelease release) {
        List<Condition> conditions =
                release.getStatus() == null ? List.of() : release.getStatus().conditions();
        if (Conditions.holds(conditions, "Quarantined")) {
            return "Quarantined";
        }
        if (is(objects.status().targetRelease(), release)) {
            return is(objects.status().stableRelease(), release) ? "Running" : "RollingOut";
        }
        if (is(objects.status().stableRelease(), release)) {
            return "Stable";
        }
        return Conditions.holds(conditions, "Verified") ? "Verified" : "";
    }

    private static boolean is(ReleaseRef ref, WarpRelease release) {
        return ref != null && ref.releaseHash().equals(release.getSpec().releaseHash());
    }
}
