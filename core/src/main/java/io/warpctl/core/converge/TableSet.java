package io.warpctl.core.converge;

import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The route tables of all balancers of a host under one number: the same services, each with its own listeners.
 *
 * @param number number of all of them
 * @param bootId boot they were made for
 * @param probeToken what opens the probe hosts
 * @param services where requests go
 * @param listeners by interface name
 */
public record TableSet(
        TableNumber number,
        String bootId,
        String probeToken,
        List<ServiceRoute> services,
        Map<String, List<Listener>> listeners) {
    public TableSet {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(bootId, "bootId");
        Objects.requireNonNull(probeToken, "probeToken");
        services = services == null ? List.of() : List.copyOf(services);
        listeners = listeners == null ? Map.of() : Map.copyOf(listeners);
    }

    /** The table for the balancer of the given interface. */
    public RouteTable tableFor(String interfaceName) {
        return new RouteTable(number, bootId, probeToken, listeners.getOrDefault(interfaceName, List.of()), services);
    }

    TableSet withNumber(TableNumber newNumber) {
        return new TableSet(newNumber, bootId, probeToken, services, listeners);
    }
}
