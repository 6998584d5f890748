package io.warpctl.operator;

import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * How an operator runs.
 *
 * @param config how the API server is reached
 * @param election where several operators agree which one leads; empty for an operator that is alone
 * @param startTimeout longest wait until the caches are filled
 * @param clock the time
 */
public record OperatorOptions(Config config, Optional<Election> election, Duration startTimeout, InstantSource clock) {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /**
     * Where operators agree which one leads.
     *
     * @param namespace namespace of the Lease
     * @param identity name of this operator; no two have the same
     */
    public record Election(String namespace, String identity) {
        public Election {
            Objects.requireNonNull(namespace, "namespace");
            Objects.requireNonNull(identity, "identity");
        }
    }

    public OperatorOptions {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(election, "election");
        Objects.requireNonNull(startTimeout, "startTimeout");
        Objects.requireNonNull(clock, "clock");
    }

    /** An operator that is alone. */
    public static OperatorOptions of(Config config) {
        return new OperatorOptions(config, Optional.empty(), START_TIMEOUT, InstantSource.system());
    }

    /** An operator that leads only while it holds the Lease {@code warp-operator}. */
    public OperatorOptions withElection(Election newElection) {
        return new OperatorOptions(config, Optional.of(newElection), startTimeout, clock);
    }
}
