package io.warpctl.core.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a balancer needs to know, immutable and numbered.
 *
 * @param number its place in the order of tables; a balancer takes only a higher one
 * @param bootId boot of the host the addresses belong to; a balancer that starts under another one holds requests until it gets a table
 * @param probeToken random 128 bits in hexadecimal that open the probe hosts
 * @param listeners where to accept connections
 * @param services where to send requests
 */
public record RouteTable(
        TableNumber number, String bootId, String probeToken, List<Listener> listeners, List<ServiceRoute> services) {
    public RouteTable {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(bootId, "bootId");
        Objects.requireNonNull(probeToken, "probeToken");
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        services = services == null ? List.of() : List.copyOf(services);
    }

    /** The endpoint of the given container name, in whichever service it is. */
    public Optional<Endpoint> endpoint(String id) {
        return services.stream()
                .flatMap(service -> service.endpoints().stream())
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst();
    }

    /** Whether both tables say the same, their numbers aside. */
    public boolean sameContent(RouteTable other) {
        return equals(other.withNumber(number));
    }

    /** The same table under another number. */
    public RouteTable withNumber(TableNumber newNumber) {
        return new RouteTable(newNumber, bootId, probeToken, listeners, services);
    }
}
