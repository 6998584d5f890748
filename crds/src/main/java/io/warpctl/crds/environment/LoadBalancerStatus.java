package io.warpctl.crds.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * A balancer: one per interface of a host.
 *
 * @param host name of the WarpHost
 * @param interfaceName name of the interface
 * @param addresses {@code address:port} it accepts connections on
 * @param ready whether it runs and all its listeners are open
 */
public record LoadBalancerStatus(
        @Required String host,
        @Required @JsonProperty("interface") String interfaceName,
        List<String> addresses,
        @Required Boolean ready) {
    public LoadBalancerStatus {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }
}
