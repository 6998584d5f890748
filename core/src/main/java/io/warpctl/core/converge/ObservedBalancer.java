package io.warpctl.core.converge;

import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A balancer of this host as its control socket shows it.
 *
 * @param interfaceName the interface it serves
 * @param running whether its control socket answers
 * @param table the table it acknowledged last, if any
 * @param listeners its listeners, shared ones too
 * @param endpoints its counters
 */
public record ObservedBalancer(
        String interfaceName,
        boolean running,
        Optional<RouteTable> table,
        List<ListenerState> listeners,
        List<EndpointStats> endpoints) {
    public ObservedBalancer {
        Objects.requireNonNull(interfaceName, "interfaceName");
        table = table == null ? Optional.empty() : table;
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }

    /** The listeners that lead to this balancer and to no other. */
    public List<ListenerState> ownListeners() {
        return listeners.stream().filter(state -> !state.listener().shared()).toList();
    }

    /** The counters of the given container, if the balancer ever had it. */
    public Optional<EndpointStats> stats(String container) {
        return endpoints.stream()
                .filter(stats -> stats.endpoint().equals(container))
                .findFirst();
    }
}
