package io.warpctl.node.network;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routing that makes replies leave by the interface their request came in on: a rule by each source address, and a table
 * per interface with its default route, its own subnets and the services bridge. IPv4 only. Pure.
 */
final class WantedRouting {
    private WantedRouting() {}

    /**
     * @param links the interfaces there are
     * @param gateways gateways found, by interface
     */
    static Routing of(HostPlan plan, Map<String, Link> links, Map<String, String> gateways) {
        Set<Rule> rules = new HashSet<>();
        Set<Route> routes = new HashSet<>();
        for (InterfacePlan planned : plan.interfaces()) {
            Link link = links.get(planned.name());
            if (planned.routingTable().isEmpty() || link == null) {
                continue;
            }
            int table = planned.routingTable().get();
            addresses(planned, link).forEach(address -> rules.add(new Rule(address, table)));
            for (Link.Address address : link.addresses()) {
                routes.add(new Route(
                        table, address.subnet(), Optional.empty(), planned.name(), Optional.of(address.address())));
            }
            planned.gateway()
                    .or(() -> Optional.ofNullable(gateways.get(planned.name())))
                    .ifPresent(gateway -> routes.add(
                            new Route(table, "default", Optional.of(gateway), planned.name(), Optional.empty())));
            bridge(plan.servicesNetwork(), table, links).ifPresent(routes::add);
        }
        return new Routing(rules, routes);
    }

    private static List<String> addresses(InterfacePlan planned, Link link) {
        return planned.addresses().isEmpty()
                ? link.addresses().stream().map(Link.Address::address).toList()
                : planned.addresses().stream()
                        .filter(address -> !address.contains(":"))
                        .toList();
    }

    /** Docker makes the bridge with the first container. */
    private static Optional<Route> bridge(ServicesNetwork network, int table, Map<String, Link> links) {
        return Optional.ofNullable(links.get(network.name()))
                .filter(bridge -> !bridge.addresses().isEmpty())
                .map(bridge -> new Route(
                        table, bridge.addresses().get(0).subnet(), Optional.empty(), network.name(), Optional.empty()));
    }
}
