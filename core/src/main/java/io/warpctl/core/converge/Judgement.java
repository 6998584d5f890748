package io.warpctl.core.converge;

import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.util.Objects;
import java.util.Optional;

/**
 * What a look at one container of a wanted release says.
 *
 * @param phase how far it has come
 * @param message what it waits for
 * @param fault why it will never serve; empty while it may
 */
record Judgement(Phase phase, String message, Optional<Fault> fault) {
    Judgement {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(fault, "fault");
    }

    static Judgement of(Phase phase, String message) {
        return new Judgement(phase, message, Optional.empty());
    }

    /** Whether it may be given weight. */
    boolean mayServe() {
        return fault.isEmpty() && phase.compareTo(Phase.Verified) >= 0;
    }
}
