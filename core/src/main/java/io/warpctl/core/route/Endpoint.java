package io.warpctl.core.route;

import java.util.Objects;

/**
 * One container behind a service.
 *
 * @param id the container's name; also the first label of its probe host
 * @param block the block it belongs to
 * @param release hash of the release it runs
 * @param version version of that release
 * @param address its address on the services bridge
 * @param port the port it listens on
 * @param weight its share of the service's requests; 0 means none but probes
 */
public record Endpoint(String id, String block, String release, String version, String address, int port, int weight) {
    /** Domain under which each endpoint has a host name of its own, open only with the table's probe token. */
    public static final String PROBE_DOMAIN = "probe.warp.internal";

    /** Request header that must carry the table's token on a probe host. */
    public static final String PROBE_TOKEN_HEADER = "Warp-Probe-Token";

    public Endpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(address, "address");
    }

    /** The host name that is routed to exactly this container. */
    public String probeHost() {
        return id + "." + PROBE_DOMAIN;
    }
}
