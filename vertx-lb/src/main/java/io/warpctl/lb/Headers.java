package io.warpctl.lb;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.warpctl.core.route.Endpoint;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Copies headers from one side to the other, without those that concern one connection only. */
final class Headers {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What a client says of itself in the balancer's name is not passed on. */
    private static final Set<String> OURS = Set.of(
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            Endpoint.PROBE_TOKEN_HEADER.toLowerCase(Locale.ROOT));

    /** What a client may not have removed by listing it in the Connection header. */
    private static final Set<String> KEPT = Set.of("host", "content-length", "expect");

    private Headers() {}

    static void copyRequest(MultiMap from, MultiMap to, Target target, String client) {
        Set<String> listed = connectionTokens(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !OURS.contains(name) && (!listed.contains(name) || KEPT.contains(name))) {
                to.add(header.getKey(), header.getValue());
            }
        }
        to.set(HttpHeaders.HOST, target.host());
        to.set("X-Forwarded-For", client);
        to.set("X-Forwarded-Proto", "http");
        to.set("X-Forwarded-Host", target.host());
    }

    static void copyResponse(MultiMap from, MultiMap to) {
        Set<String> listed = connectionTokens(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && (!listed.contains(name) || KEPT.contains(name))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    static boolean asksFor(MultiMap headers, String upgrade) {
        String value = headers.get(HttpHeaders.UPGRADE);
        return value != null
                && value.equalsIgnoreCase(upgrade)
                && connectionTokens(headers).contains("upgrade");
    }

    static Set<String> connectionTokens(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CONNECTION)) {
            return Set.of();
        }
        Set<String> tokens = new HashSet<>();
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String token : value.split(",")) {
                tokens.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        return tokens;
    }
}
