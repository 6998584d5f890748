package io.warpctl.core.route;

import java.util.Objects;

/**
 * An address and port a balancer accepts connections on.
 *
 * @param name name of the listener in the environment
 * @param address IP address to bind
 * @param port port to bind
 */
public record Listener(String name, String address, int port) {
    public Listener {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }
}
