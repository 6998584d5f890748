package io.warpctl.core.plan;

import java.util.Objects;

/**
 * A port the container listens on.
 *
 * @param name the port's name within the service
 * @param port the number inside the container
 * @param protocol HTTP, H2C, TCP or UDP
 */
public record Port(String name, int port, Protocol protocol) {
    /** What is spoken on a port. */
    public enum Protocol {
        HTTP,
        H2C,
        TCP,
        UDP
    }

    public Port {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(protocol, "protocol");
    }
}
