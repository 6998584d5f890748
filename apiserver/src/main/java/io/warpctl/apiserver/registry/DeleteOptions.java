package io.warpctl.apiserver.registry;

import java.util.Optional;

/**
 * How to delete.
 *
 * @param propagation what becomes of dependents; the type's habit, which is {@code BACKGROUND}, if empty
 */
public record DeleteOptions(boolean dryRun, Optional<Propagation> propagation, Preconditions preconditions) {

    /** At once, dependents later. */
    public static final DeleteOptions BACKGROUND =
            new DeleteOptions(false, Optional.of(Propagation.BACKGROUND), Preconditions.NONE);

    /** What becomes of dependents. */
    public enum Propagation {
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }
}
