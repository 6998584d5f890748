package io.warpctl.cli.role;

import java.util.Objects;

/**
 * Where a server listens.
 *
 * @param host address or name
 * @param port port; 0 for any free one
 */
public record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;

    public HostPort {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + MAX_PORT);
        }
    }

    /**
     * Reads {@code 127.0.0.1:6443} or {@code [::1]:6443}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is no address and port: write it like 127.0.0.1:6443");
        }
        return new HostPort(host, Integer.parseInt(port));
    }
}
