package io.warpctl.core.converge;

import io.warpctl.core.plan.Health;
import io.warpctl.core.route.Listener;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A container to be probed from now on.
 *
 * @param container its name
 * @param address its own address
 * @param port the port to ask
 * @param health what to ask, how often its own address is asked, and how long to wait
 * @param through listener by interface name, over which it is asked by its probe host too; empty for none
 * @param throughInterval time between two probes over a balancer
 * @param probeHost its probe host
 * @param probeToken opens the probe host
 */
public record ProbeTarget(
        String container,
        String address,
        int port,
        Health health,
        Map<String, Listener> through,
        Duration throughInterval,
        String probeHost,
        String probeToken) {
    public ProbeTarget {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(health, "health");
        through = Map.copyOf(through);
    }
}
