package io.warpctl.node.network;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.node.network.Link.Address;
import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routing that makes replies leave by the interface their request came in on: a rule by each source address, and a table
 * per interface with its default route, its own subnets and the services bridge. Pure.
 */
final class WantedRouting {
    private WantedRouting() {}

    /**
     * The routing for addresses of one kind.
     *
     * @param links the interfaces there are
     * @param gateways gateways found, by interface
     */
    static Routing of(Family family, HostPlan plan, Map<String, Link> links, Map<String, String> gateways) {
        Set<Rule> rules = new HashSet<>();
        Set<Route> routes = new HashSet<>();
        for (InterfacePlan planned : routed(family, plan, links)) {
            Link link = links.get(planned.name());
            int table = planned.routingTable().orElseThrow();
            addresses(family, planned, link).forEach(address -> rules.add(new Rule(address, table)));
            subnets(family, link)
                    .forEach((subnet, source) ->
                            routes.add(new Route(table, subnet, Optional.empty(), planned.name(), source)));
            gateway(family, planned)
                    .or(() -> Optional.ofNullable(gateways.get(planned.name())))
                    .ifPresent(gateway -> routes.add(
                            new Route(table, "default", Optional.of(gateway), planned.name(), Optional.empty())));
            bridge(family, plan.servicesNetwork(), table, links).ifPresent(routes::add);
        }
        return new Routing(rules, routes);
    }

    /** Whether the plan leaves it to the host which gateway some interface has. */
    static boolean needsGateways(Family family, HostPlan plan, Map<String, Link> links) {
        return routed(family, plan, links).stream()
                .anyMatch(planned -> gateway(family, planned).isEmpty());
    }

    private static List<InterfacePlan> routed(Family family, HostPlan plan, Map<String, Link> links) {
        return plan.interfaces().stream()
                .filter(planned -> planned.routingTable().isPresent())
                .filter(planned -> links.containsKey(planned.name())
                        && !links.get(planned.name()).addresses(family).isEmpty())
                .toList();
    }

    private static Optional<String> gateway(Family family, InterfacePlan planned) {
        return planned.gateway().filter(gateway -> Family.of(gateway) == family).map(Family::canonical);
    }

    private static List<String> addresses(Family family, InterfacePlan planned, Link link) {
        return planned.addresses().isEmpty()
                ? link.addresses(family).stream().map(Address::address).toList()
                : planned.addresses().stream()
                        .filter(address -> Family.of(address) == family)
                        .map(Family::canonical)
                        .toList();
    }

    /** Each subnet once, with the first address in it; IPv6 addresses come and go, and no route shall depend on one. */
    private static Map<String, Optional<String>> subnets(Family family, Link link) {
        Map<String, Optional<String>> subnets = new HashMap<>();
        for (Address address : link.addresses(family)) {
            address.subnet()
                    .ifPresent(subnet -> subnets.putIfAbsent(
                            subnet, Optional.of(address.address()).filter(source -> family == Family.V4)));
        }
        return subnets;
    }

    /** Docker makes the bridge with the first container. */
    private static Optional<Route> bridge(Family family, ServicesNetwork network, int table, Map<String, Link> links) {
        return Optional.ofNullable(links.get(network.name())).stream()
                .flatMap(bridge -> bridge.addresses(family).stream())
                .findFirst()
                .flatMap(Address::subnet)
                .map(subnet -> new Route(table, subnet, Optional.empty(), network.name(), Optional.empty()));
    }
}
