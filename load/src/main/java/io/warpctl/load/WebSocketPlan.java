package io.warpctl.load;

import java.util.List;
import java.util.Objects;

/**
 * WebSocket connections that each send the numbers 0, 1, 2 … and await every one back.
 *
 * @param connections how many, at least 1; each has a thread of its own
 * @param rate numbers per second on each connection, 1 to 1000
 * @param host value of the {@code Host} header
 * @param addresses whom to connect to in turn, each {@code host:port}
 * @param path of the echo, beginning with a slash
 */
public record WebSocketPlan(int connections, int rate, String host, List<String> addresses, String path) {
    public WebSocketPlan {
        Objects.requireNonNull(host, "host");
        addresses = List.copyOf(addresses);
        if (connections < 1) {
            throw new IllegalArgumentException("connections: " + connections + ", must be at least 1");
        }
        if (rate < 1 || rate > 1000) {
            throw new IllegalArgumentException("rate: " + rate + " numbers per second, must be 1 to 1000");
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: none given");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + ", must begin with a slash");
        }
    }
}
