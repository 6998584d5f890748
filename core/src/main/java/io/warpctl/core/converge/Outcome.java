package io.warpctl.core.converge;

import io.warpctl.core.report.HostReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one round of convergence decided.
 *
 * @param memory to be on disk before any of the actions is executed
 * @param actions what to do now
 * @param probes what to probe from now on
 * @param report what to report
 * @param wakeAt when to look again at the latest, if nothing happens before
 */
public record Outcome(
        HostMemory memory,
        List<Action> actions,
        List<ProbeTarget> probes,
        HostReport report,
        Optional<Instant> wakeAt) {
    public Outcome {
        Objects.requireNonNull(memory, "memory");
        actions = List.copyOf(actions);
        probes = List.copyOf(probes);
        Objects.requireNonNull(report, "report");
        wakeAt = wakeAt == null ? Optional.empty() : wakeAt;
    }
}
