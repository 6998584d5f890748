package io.warpctl.core.project;

import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import java.util.List;
import java.util.Objects;

/**
 * A service with what was decided for it, as persisted.
 *
 * @param spec the declaration
 * @param state the decision
 * @param releases the releases that exist
 */
public record DecidedService(ServiceSpec spec, ServiceState state, List<Release> releases) {
    public DecidedService {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(state, "state");
        releases = List.copyOf(releases);
    }
}
