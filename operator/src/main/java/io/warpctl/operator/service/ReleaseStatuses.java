package io.warpctl.operator.service;

import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.map.Releases;
import io.warpctl.crds.release.ReleaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The verdicts on a release. */
final class ReleaseStatuses {
    private ReleaseStatuses() {}

    static ReleaseStatus status(WarpRelease resource, ServiceState state, Instant now) {
        Release release = Releases.toCore(resource);
        Long generation = resource.getMetadata().getGeneration();
        ReleaseStatus before = resource.getStatus() == null ? ReleaseStatus.EMPTY : resource.getStatus();
        List<Condition> said = List.of(
                verified(state.wasVerified(release.hash()), generation),
                quarantined(state.quarantineOf(release), generation));
        return new ReleaseStatus(generation, Conditions.keepTransitions(before.conditions(), said, now));
    }

    private static Condition verified(boolean verified, Long generation) {
        return verified
                ? new Condition(
                        "Verified", Status.True, "ServedOnAllBlocks", "ran on all blocks once", null, generation)
                : new Condition("Verified", Status.False, "NotYet", "has not run on all blocks", null, generation);
    }

    private static Condition quarantined(Optional<Quarantine> quarantine, Long generation) {
        return quarantine
                .map(entry ->
                        new Condition("Quarantined", Status.True, entry.reason(), entry.message(), null, generation))
                .orElseGet(() -> new Condition("Quarantined", Status.False, "NotQuarantined", "", null, generation));
    }
}
