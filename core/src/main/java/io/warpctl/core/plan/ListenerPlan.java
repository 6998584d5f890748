package io.warpctl.core.plan;

import java.util.Objects;

/**
 * A port the balancer of an interface accepts requests on.
 *
 * @param name the listener's name in the environment
 * @param port the port, on every address of the interface
 */
public record ListenerPlan(String name, int port) {
    public ListenerPlan {
        Objects.requireNonNull(name, "name");
    }
}
