package io.warpctl.core.converge;

import io.warpctl.core.report.Phase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node remembers of a container beyond what Docker shows.
 *
 * @param phase the phase it was seen in last
 * @param since when it entered that phase
 * @param served whether it ever had weight, on any balancer
 * @param retired why it must not serve any more; empty while it may
 * @param stopping whether it was told to stop
 */
public record ContainerMemory(Phase phase, Instant since, boolean served, Optional<String> retired, boolean stopping) {
    public ContainerMemory {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(since, "since");
        retired = retired == null ? Optional.empty() : retired;
    }

    ContainerMemory in(Phase newPhase, Instant now) {
        return newPhase == phase
                ? this
                : new ContainerMemory(newPhase, now, served || newPhase == Phase.Serving, retired, stopping);
    }

    /** From now on it may get requests, even if not every balancer ever acknowledges its weight. */
    ContainerMemory weighted() {
        return served ? this : new ContainerMemory(phase, since, true, retired, stopping);
    }

    ContainerMemory notAfter(Instant now) {
        return since.isAfter(now) ? new ContainerMemory(phase, now, served, retired, stopping) : this;
    }

    ContainerMemory retired(String why) {
        return retired.isPresent() ? this : new ContainerMemory(phase, since, served, Optional.of(why), stopping);
    }

    ContainerMemory stopped() {
        return stopping ? this : new ContainerMemory(phase, since, served, retired, true);
    }
}
