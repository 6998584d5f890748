package io.warpctl.core.converge;

import java.time.Instant;
import java.util.Optional;

/**
 * What the latest probes of a container showed, over one path.
 *
 * @param successes consecutive successes up to now; 0 after a failure
 * @param failures consecutive failures up to now; 0 after a success
 * @param healthySince start of the current run of successes
 * @param failingSince start of the current run of failures
 * @param version the version it reported last, if it reports one
 * @param configVersion the config version it reported last; empty when it reports none
 * @param error what the last failure was, with a hint where one is known; empty after a success
 */
public record ProbeState(
        int successes,
        int failures,
        Optional<Instant> healthySince,
        Optional<Instant> failingSince,
        Optional<String> version,
        String configVersion,
        String error) {
    /** Before the first probe. */
    public static final ProbeState NONE =
            new ProbeState(0, 0, Optional.empty(), Optional.empty(), Optional.empty(), "", "");

    /** After one more success at {@code at}. */
    public ProbeState succeeded(Instant at, Optional<String> reportedVersion, String reportedConfigVersion) {
        Optional<Instant> since = Optional.of(notAfter(at, healthySince));
        return new ProbeState(successes + 1, 0, since, Optional.empty(), reportedVersion, reportedConfigVersion, "");
    }

    /** After one more failure at {@code at}. */
    public ProbeState failed(Instant at, String why) {
        Optional<Instant> since = Optional.of(notAfter(at, failingSince));
        return new ProbeState(0, failures + 1, Optional.empty(), since, version, configVersion, why);
    }

    /** A start that is still to come was noted before the clock was set back. */
    private static Instant notAfter(Instant at, Optional<Instant> since) {
        return since.filter(at::isAfter).orElse(at);
    }
}
