package io.warpctl.core.route;

import java.util.Objects;

/**
 * An address and port a balancer accepts connections on.
 *
 * @param name name of the listener in the environment
 * @param address IP address to bind
 * @param port port to bind
 * @param shared whether balancers of other interfaces accept connections there too, each its share
 */
public record Listener(String name, String address, int port, boolean shared) {
    public Listener {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }

    /** A listener of one balancer alone. */
    public Listener(String name, String address, int port) {
        this(name, address, port, false);
    }
}
