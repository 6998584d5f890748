package io.warpctl.core.converge;

import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.util.Objects;
import java.util.Optional;

/**
 * The container that is to run a wanted release in a block, and how far it is.
 *
 * @param container the container, if it exists
 * @param judgement how far it is, or what its start waits for
 * @param fault why the release cannot serve here; empty while nothing is wrong
 * @param pendingName name of the container to come, when it does not exist yet; empty when even that is not known
 */
record Candidate(
        Optional<ObservedContainer> container, Judgement judgement, Optional<Fault> fault, String pendingName) {
    /** Of a release nobody asks for. */
    static final Candidate NONE =
            new Candidate(Optional.empty(), Judgement.of(Phase.Pulling, ""), Optional.empty(), "");

    Candidate {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(pendingName, "pendingName");
    }

    boolean mayServe() {
        return container.isPresent() && fault.isEmpty() && judgement.mayServe();
    }

    String message() {
        return fault.map(Fault::message).orElse(judgement.message());
    }
}
