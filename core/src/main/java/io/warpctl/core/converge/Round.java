package io.warpctl.core.converge;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of one round of convergence while it is computed. */
final class Round {
    private final HostMemory memory;

    Round(String host, HostPlan plan, HostObservation observed, HostMemory memory, Instant now) {
        this.memory = memory;
    }

    Outcome run() {
        return new Outcome(memory, List.of(), List.of(), HostReport.EMPTY, Optional.empty());
    }
}
