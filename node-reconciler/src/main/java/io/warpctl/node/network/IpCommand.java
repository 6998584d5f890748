package io.warpctl.node.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Json;
import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads and changes the kernel's rules and routes with the program {@code ip}. Only those marked as ours are read. */
final class IpCommand {
    private static final int LONGEST_SECONDS = 10;
    private static final String ALL = "all";

    private final List<String> program;

    /** @param program {@code ip}, with whatever must precede its arguments */
    IpCommand(List<String> program) {
        this.program = List.copyOf(program);
    }

    Routing read(Family family) {
        Set<Rule> rules = new HashSet<>();
        for (JsonNode rule : json(family, "rule", "show")) {
            if (rule.path("protocol").asText().equals(RoutingChange.PROTOCOL)) {
                rules.add(new Rule(rule.path("src").asText(), rule.path("table").asInt()));
            }
        }
        Set<Route> routes = new HashSet<>();
        for (JsonNode route : json(family, "route", "show", "table", ALL, "proto", RoutingChange.PROTOCOL)) {
            routes.add(new Route(
                    route.path("table").asInt(),
                    route.path("dst").asText(),
                    text(route, "gateway"),
                    route.path("dev").asText(),
                    text(route, "prefsrc")));
        }
        return new Routing(rules, routes);
    }

    /** The gateways of the main table's default routes, by interface. */
    Map<String, String> gateways(Family family) {
        Map<String, String> gateways = new HashMap<>();
        for (JsonNode route : json(family, "route", "show", "default")) {
            Stream.concat(
                            Stream.of(route),
                            StreamSupport.stream(route.path("nexthops").spliterator(), false))
                    .forEach(hop -> text(hop, "gateway")
                            .ifPresent(gateway ->
                                    gateways.putIfAbsent(hop.path("dev").asText(), gateway)));
        }
        return gateways;
    }

    void run(Family family, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(family.option));
        line.addAll(arguments);
        output(line);
    }

    private JsonNode json(Family family, String... arguments) {
        List<String> line = new ArrayList<>(List.of("-j", "-N", family.option));
        line.addAll(List.of(arguments));
        String output = output(line);
        try {
            return output.isBlank() ? Json.MAPPER.createArrayNode() : Json.MAPPER.readTree(output);
        } catch (IOException e) {
            throw failed(line, "its output is not JSON: " + e.getMessage());
        }
    }

    private String output(List<String> arguments) {
        List<String> line = new ArrayList<>(program);
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failed(arguments, "it did not end");
            } else if (process.exitValue() != 0) {
                throw failed(arguments, output.strip());
            }
            return output;
        } catch (IOException e) {
            throw failed(arguments, e.getMessage() + ": install iproute2");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(arguments, "interrupted");
        }
    }

    private ActionException failed(List<String> arguments, String why) {
        return ActionException.host("RoutingFailed", "\"ip " + String.join(" ", arguments) + "\" failed: " + why);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText()).filter(text -> !text.isEmpty());
    }
}
