package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides which release each block of a service runs. Pure: the same arguments give the same decision. */
public final class Rollout {
    private Rollout() {}

    /**
     * The next decision for a service.
     *
     * @param spec the service as declared now
     * @param state what was decided last; {@link ServiceState#EMPTY} at first
     * @param known all releases of the service that exist
     * @param hosts every host a block is, or was, selected on, as last seen
     * @param now the time of the decision
     */
    public static Decision decide(
            ServiceSpec spec, ServiceState state, List<Release> known, List<HostView> hosts, Instant now) {
        return new Decision(state, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }
}
