package io.warpctl.apiserver.store;

import java.util.Optional;

/**
 * What became of a {@link Write}.
 *
 * @param outcome whether it is on disk, or why not
 * @param object what was written; only if committed
 */
public record WriteResult(Outcome outcome, Optional<StoredObject> object) {

    /** Whether a write took place. */
    public enum Outcome {
        COMMITTED,
        EXISTS,
        MISSING,
        CHANGED
    }

    static WriteResult committed(StoredObject object) {
        return new WriteResult(Outcome.COMMITTED, Optional.of(object));
    }

    static WriteResult refused(Outcome outcome) {
        return new WriteResult(outcome, Optional.empty());
    }
}
