package io.warpctl.core.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * What one block of a service should run on this host.
 *
 * @param name the block's name
 * @param weight its share of the service's traffic, relative to the other blocks
 * @param target key in {@link HostPlan#releases()} of what should serve
 * @param fallback key of what may be started when the target cannot run and nothing serves
 */
public record BlockPlan(String name, int weight, String target, Optional<String> fallback) {
    public BlockPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(target, "target");
        fallback = fallback == null ? Optional.empty() : fallback;
    }
}
