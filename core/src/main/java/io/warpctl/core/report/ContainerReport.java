package io.warpctl.core.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One container of a block.
 *
 * @param container its name
 * @param release hash of its release
 * @param version version of the release
 * @param configVersion config version of the release; empty when it has none
 * @param phase where it is
 * @param since since when
 * @param message what it waits for, or what is wrong; empty when there is nothing to say
 * @param draining what its drain waits for, while it drains
 */
public record ContainerReport(
        String container,
        String release,
        String version,
        String configVersion,
        Phase phase,
        Instant since,
        String message,
        Optional<Draining> draining) {
    public ContainerReport {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(since, "since");
        version = version == null ? "" : version;
        configVersion = configVersion == null ? "" : configVersion;
        message = message == null ? "" : message;
        draining = draining == null ? Optional.empty() : draining;
    }
}
