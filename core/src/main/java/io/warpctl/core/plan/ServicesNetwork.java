package io.warpctl.core.plan;

import java.util.Objects;

/**
 * The Docker bridge network the containers sit on.
 *
 * @param name the network's name, also the bridge interface's (at most 15 characters)
 * @param subnet IPv4 CIDR the node assigns container addresses from; its first address is the bridge's
 */
public record ServicesNetwork(String name, String subnet) {
    /** Used when the plan names none. */
    public static final ServicesNetwork DEFAULT = new ServicesNetwork("warp0", "172.30.0.0/16");

    public ServicesNetwork {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subnet, "subnet");
    }
}
