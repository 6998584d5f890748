package io.warpctl.node.network;

import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be done so that our rules and routes are the wanted ones: arguments of {@code ip}, in order. Pure. */
final class RoutingChange {
    /** Marks rules and routes as ours; no routing daemon uses this number. */
    static final String PROTOCOL = "87";

    /** Before the main table is asked, after the local one. */
    static final String PRIORITY = "20000";

    private RoutingChange() {}

    /** Tables are filled before a rule leads to them, and emptied after none does any more. */
    static List<List<String>> between(Routing actual, Routing wanted) {
        List<List<String>> commands = new ArrayList<>();
        routes(missing(wanted.routes(), actual.routes())).forEach(route -> commands.add(route("replace", route)));
        rules(missing(wanted.rules(), actual.rules())).forEach(rule -> commands.add(rule("add", rule)));
        rules(missing(actual.rules(), wanted.rules())).forEach(rule -> commands.add(rule("del", rule)));
        routes(missing(actual.routes(), wanted.routes()))
                .filter(route -> wanted.routes().stream().noneMatch(other -> replaces(other, route)))
                .forEach(route -> commands.add(route("del", route)));
        return commands;
    }

    private static boolean replaces(Route wanted, Route present) {
        return wanted.table() == present.table() && Objects.equals(wanted.destination(), present.destination());
    }

    private static <T> Stream<T> missing(Set<T> from, Set<T> in) {
        return from.stream().filter(one -> !in.contains(one));
    }

    private static Stream<Route> routes(Stream<Route> routes) {
        // What is on the link comes first: a gateway must be reachable.
        return routes.sorted(
                Comparator.comparing((Route route) -> route.gateway().isPresent())
                        .thenComparing(Route::table)
                        .thenComparing(Route::destination));
    }

    private static Stream<Rule> rules(Stream<Rule> rules) {
        return rules.sorted(Comparator.comparing(Rule::table).thenComparing(Rule::from));
    }

    private static List<String> rule(String verb, Rule rule) {
        return List.of(
                "rule",
                verb,
                "from",
                rule.from(),
                "lookup",
                Integer.toString(rule.table()),
                "priority",
                PRIORITY,
                "protocol",
                PROTOCOL);
    }

    private static List<String> route(String verb, Route route) {
        List<String> command = new ArrayList<>(List.of("route", verb, route.destination()));
        route.gateway().ifPresent(gateway -> command.addAll(List.of("via", gateway)));
        command.addAll(List.of("dev", route.device(), "table", Integer.toString(route.table()), "proto", PROTOCOL));
        if (route.gateway().isPresent()) {
            command.add("onlink");
        } else {
            command.addAll(List.of("scope", "link"));
        }
        route.source().ifPresent(source -> command.addAll(List.of("src", source)));
        return command;
    }
}
