package io.warpctl.load;

import java.util.List;
import java.util.Objects;

/**
 * What to ask, how often, and of whom. Every second request travels on a new connection, the others on a fixed number
 * of kept-alive ones.
 *
 * @param rate requests per second, at least 1
 * @param keepAliveConnections kept-alive connections over all addresses, at least 1
 * @param host value of the {@code Host} header
 * @param addresses whom to ask in turn, each {@code host:port}
 * @param path what to ask for, beginning with a slash
 * @param expectedService the service that has to answer
 */
public record LoadPlan(
        int rate, int keepAliveConnections, String host, List<String> addresses, String path, String expectedService) {
    public LoadPlan {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(expectedService, "expectedService");
        addresses = List.copyOf(addresses);
        if (rate < 1 || rate > 1_000_000) {
            throw new IllegalArgumentException("rate: " + rate + " requests per second, must be 1 to 1000000");
        }
        if (keepAliveConnections < 1) {
            throw new IllegalArgumentException(
                    "keepAliveConnections: " + keepAliveConnections + ", must be at least 1");
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: none given");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + ", must begin with a slash");
        }
    }

    /** 500 requests per second with 32 kept-alive connections, asking for {@code /}. */
    public static LoadPlan standard(String host, List<String> addresses, String expectedService) {
        return new LoadPlan(500, 32, host, addresses, "/", expectedService);
    }
}
