package io.warpctl.core.rollout;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One block of a service as declared.
 *
 * @param name the block's name
 * @param weight its share of the traffic, relative to the other blocks
 * @param order blocks of lower order change first; ties are broken by the place in the list
 * @param version the version of this block alone; empty for the service's
 * @param hosts names of the hosts its selector selects
 */
public record BlockSpec(String name, int weight, int order, Optional<String> version, List<String> hosts) {
    public BlockSpec {
        Objects.requireNonNull(name, "name");
        version = version == null ? Optional.empty() : version;
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }
}
