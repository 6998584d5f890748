package io.warpctl.core.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One network interface of the host: its balancer, and its routing table.
 *
 * @param name the interface's name, such as {@code eth0}
 * @param addresses the addresses the balancer listens on; empty for all that the interface has
 * @param gateway where replies leave to; empty for the one found on the host
 * @param routingTable number of its routing table; empty for an interface that needs none, such as {@code lo}
 * @param listeners what its balancer listens on
 */
public record InterfacePlan(
        String name,
        List<String> addresses,
        Optional<String> gateway,
        Optional<Integer> routingTable,
        List<ListenerPlan> listeners) {
    public InterfacePlan {
        Objects.requireNonNull(name, "name");
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        gateway = gateway == null ? Optional.empty() : gateway;
        routingTable = routingTable == null ? Optional.empty() : routingTable;
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
