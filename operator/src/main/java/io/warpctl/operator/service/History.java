package io.warpctl.operator.service;

import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which releases of a service are no longer kept. */
final class History {
    private History() {}

    /** The oldest ones beyond the limit, but none that a decision names or a person pinned. */
    static List<WarpRelease> outdated(WarpService service, List<WarpRelease> releases, ServiceState state) {
        Set<String> needed = needed(state);
        return releases.stream()
                .sorted(Comparator.comparing(
                                (WarpRelease release) -> release.getSpec().revision())
                        .reversed())
                .skip(service.getSpec().revisionHistoryLimit())
                .filter(release -> !needed.contains(release.getSpec().releaseHash()))
                .filter(release -> !pinned(service, release))
                .toList();
    }

    private static boolean pinned(WarpService service, WarpRelease release) {
        return service.getSpec().pinnedRelease() != null
                && service.getSpec()
                        .pinnedRelease()
                        .revision()
                        .equals(release.getSpec().revision());
    }

    private static Set<String> needed(ServiceState state) {
        Set<String> needed = new HashSet<>();
        state.stableRelease().ifPresent(needed::add);
        state.targetRelease().ifPresent(needed::add);
        state.blocks().values().forEach(block -> {
            block.target().ifPresent(needed::add);
            block.fallback().ifPresent(needed::add);
            block.served().ifPresent(needed::add);
        });
        return needed;
    }
}
