package io.warpctl.core.route;

import io.warpctl.core.plan.ServiceRef;
import java.util.List;
import java.util.Objects;

/**
 * How requests for one service are routed.
 *
 * @param service which service
 * @param hosts the host names that lead to it, lower case
 * @param hiddenPrefixes secret first path segments, without slashes; when not empty only these are routed, and stripped
 * @param endpoints its containers
 */
public record ServiceRoute(
        ServiceRef service, List<String> hosts, List<String> hiddenPrefixes, List<Endpoint> endpoints) {
    public ServiceRoute {
        Objects.requireNonNull(service, "service");
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        hiddenPrefixes = hiddenPrefixes == null ? List.of() : List.copyOf(hiddenPrefixes);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }
}
