package io.warpctl.node.network;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules and routes that are ours.
 *
 * @param rules which source address uses which table
 * @param routes what is in these tables
 */
record Routing(Set<Rule> rules, Set<Route> routes) {
    /** No rules and no routes. */
    static final Routing NONE = new Routing(Set.of(), Set.of());

    /** Packets from an address of the host look into a table. */
    record Rule(String from, int table) {}

    /**
     * One route.
     *
     * @param table its table
     * @param destination {@code default} or a subnet
     * @param gateway where to; empty for what is on the link itself
     * @param device out of which interface
     * @param source address of packets without one; empty for the kernel's choice
     */
    record Route(int table, String destination, Optional<String> gateway, String device, Optional<String> source) {}

    Routing {
        rules = Set.copyOf(rules);
        routes = Set.copyOf(routes);
    }

    /** Only what is in, or leads to, the given tables. */
    Routing only(Set<Integer> tables) {
        return new Routing(
                rules.stream().filter(rule -> tables.contains(rule.table())).collect(Collectors.toSet()),
                routes.stream().filter(route -> tables.contains(route.table())).collect(Collectors.toSet()));
    }
}
