package io.warpctl.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One service on this host: how it is reached, judged and drained, and its blocks.
 *
 * @param ref which service
 * @param hosts host names the balancers route to it
 * @param hiddenPrefixes secret first path segments; when not empty only these are routed, and stripped
 * @param health when a container of it is ready
 * @param timing drain, grace, warm
 * @param rolloutInProgress whether a rollout of the service runs, so that its warm containers stay
 * @param rolloutEndedAt when the last rollout ended, from which warm containers are counted; empty while one runs or when the plan does not say
 * @param blocks its blocks, in order
 */
public record ServicePlan(
        ServiceRef ref,
        List<String> hosts,
        List<String> hiddenPrefixes,
        Health health,
        Timing timing,
        boolean rolloutInProgress,
        Optional<Instant> rolloutEndedAt,
        List<BlockPlan> blocks) {
    public ServicePlan {
        Objects.requireNonNull(ref, "ref");
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        hiddenPrefixes = hiddenPrefixes == null ? List.of() : List.copyOf(hiddenPrefixes);
        health = health == null ? Health.DEFAULT : health;
        timing = timing == null ? Timing.DEFAULT : timing;
        rolloutEndedAt = rolloutEndedAt == null ? Optional.empty() : rolloutEndedAt;
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
    }
}
