package io.warpctl.core.rollout;

import java.util.Optional;

/**
 * What was decided for a block.
 *
 * @param target hash of the release it is to run; empty while there is none it may run
 * @param fallback hash of what may be started when the target cannot run and nothing serves
 * @param served hash of the last release that served on the block; it is returned to while the service has no stable release
 * @param stopped whether its target was taken away, so that what was started of it may be removed; a block nothing was decided
 *     for yet has no target either, but whatever runs there stays
 */
public record BlockState(Optional<String> target, Optional<String> fallback, Optional<String> served, boolean stopped) {
    /** Of a block nothing was decided for. */
    public static final BlockState NONE = new BlockState(Optional.empty(), Optional.empty(), Optional.empty(), false);

    public BlockState {
        target = target == null ? Optional.empty() : target;
        fallback = fallback == null ? Optional.empty() : fallback;
        served = served == null ? Optional.empty() : served;
    }

    /** Whether the block is to run the given release. */
    public boolean targets(String releaseHash) {
        return target.map(releaseHash::equals).orElse(false);
    }

    BlockState aimedAt(Optional<String> newTarget) {
        return new BlockState(newTarget, fallback, served, newTarget.isEmpty());
    }

    BlockState withFallback(Optional<String> newFallback) {
        return new BlockState(target, newFallback, served, stopped);
    }

    BlockState withServed(String releaseHash) {
        return new BlockState(target, fallback, Optional.of(releaseHash), stopped);
    }
}
