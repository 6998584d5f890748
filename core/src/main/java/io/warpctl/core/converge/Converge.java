package io.warpctl.core.converge;

import io.warpctl.core.plan.HostPlan;
import java.time.Instant;

/** Decides what a node does next. Pure: the same arguments give the same outcome. */
public final class Converge {
    private Converge() {}

    /**
     * One round: what is to be done so that {@code host} comes closer to {@code plan}.
     *
     * @param host name of this host, as in its containers' labels
     * @param plan the accepted plan
     * @param observed what was seen of the host
     * @param memory what earlier rounds remembered
     * @param now the time of the round
     */
    public static Outcome converge(
            String host, HostPlan plan, HostObservation observed, HostMemory memory, Instant now) {
        return new Round(host, plan, observed, memory, now).run();
    }
}
