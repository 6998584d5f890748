package io.warpctl.lb;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A route table prepared for looking things up; immutable, shared by all event loops. */
final class Routes {
    private static final String PROBE_SUFFIX = "." + Endpoint.PROBE_DOMAIN;

    private final RouteTable table;
    private final byte[] probeToken;
    private final Map<String, ServiceRoute> byHost = new HashMap<>();

    private Routes(RouteTable table) {
        this.table = table;
        this.probeToken = table.probeToken().getBytes(StandardCharsets.UTF_8);
        table.services().forEach(route -> route.hosts().forEach(host -> byHost.put(host, route)));
    }

    static Routes of(RouteTable table) {
        return new Routes(table);
    }

    RouteTable table() {
        return table;
    }

    /** What of a request decides where it goes; {@code uri} is path and query. */
    record Question(String host, String uri, Optional<String> probeToken, boolean fromLoopback) {}

    /** Where a request goes. */
    sealed interface Decision {}

    /** To an endpoint of the service, with this path and query. */
    record ToService(ServiceRef service, String uri) implements Decision {}

    /** To exactly this endpoint. */
    record ToProbe(Endpoint endpoint, String uri) implements Decision {}

    /** Nowhere: 404, with a sentence that says why. */
    record Nowhere(String why) implements Decision {}

    Decision decide(Question question) {
        String host = HostNames.normalize(question.host());
        ServiceRoute route = byHost.get(host);
        if (route != null) {
            return toService(route, question);
        }
        return host.endsWith(PROBE_SUFFIX) ? toProbe(host, question) : unknownHost();
    }

    private Decision toService(ServiceRoute route, Question question) {
        if (!route.hiddenPrefixes().isEmpty()) {
            return route.hiddenPrefixes().stream()
                    .filter(prefix -> question.uri().startsWith("/" + prefix + "/"))
                    .<Decision>map(prefix ->
                            new ToService(route.service(), question.uri().substring(prefix.length() + 1)))
                    .findFirst()
                    .orElseGet(() -> new Nowhere("There is nothing at this path."));
        }
        if (!question.fromLoopback() && Paths.isStatus(question.uri())) {
            return new Nowhere("There is nothing at this path.");
        }
        return new ToService(route.service(), question.uri());
    }

    private Decision toProbe(String host, Question question) {
        byte[] given = question.probeToken().orElse("").getBytes(StandardCharsets.UTF_8);
        // The same answer, whether the token or the endpoint is wrong: who has no token learns no names.
        if (probeToken.length == 0 || !MessageDigest.isEqual(given, probeToken)) {
            return unknownHost();
        }
        String id = host.substring(0, host.length() - PROBE_SUFFIX.length());
        return table.services().stream()
                .flatMap(service -> service.endpoints().stream())
                .filter(endpoint -> endpoint.id().equalsIgnoreCase(id))
                .findFirst()
                .<Decision>map(endpoint -> new ToProbe(endpoint, question.uri()))
                .orElseGet(Routes::unknownHost);
    }

    private static Decision unknownHost() {
        return new Nowhere("No service has this host name.");
    }
}
