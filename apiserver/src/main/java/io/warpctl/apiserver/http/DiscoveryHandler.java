package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.discovery.Discovery;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.object.ApiError;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Discovery's paths. */
final class DiscoveryHandler {

    private static final String GROUP = "apidiscovery.k8s.io";

    private final Discovery discovery;

    DiscoveryHandler(Discovery discovery) {
        this.discovery = discovery;
    }

    /** An answer, if the path is one of discovery's. */
    Optional<Reply> handle(ApiRequest request) {
        String path = request.path();
        if (path.equals("/") || path.equals("/index.html")) {
            return Optional.of(json(index()));
        }
        String[] parts = path.substring(1).split("/", -1);
        if (!(parts[0].equals("api") || parts[0].equals("apis")) || parts.length > 3) {
            return Optional.empty();
        }
        boolean core = parts[0].equals("api");
        if (parts.length == 1) {
            return Optional.of(root(request, core));
        }
        if (core) {
            return parts.length == 2
                    ? Optional.of(json(discovery.resources("", parts[1]).orElseThrow(ApiError::notFound)))
                    : Optional.empty();
        }
        Optional<ObjectNode> document =
                parts.length == 2 ? discovery.group(parts[1]) : discovery.resources(parts[1], parts[2]);
        return Optional.of(document.map(DiscoveryHandler::json).orElseGet(ApiHandler::pageNotFound));
    }

    /** What there is to be found. */
    private ObjectNode index() {
        Set<String> paths = new TreeSet<>(List.of(
                "/api",
                "/api/v1",
                "/apis",
                "/apis/",
                "/healthz",
                "/healthz/ping",
                "/livez",
                "/livez/ping",
                "/openapi/v2",
                "/openapi/v3",
                "/openapi/v3/",
                "/readyz",
                "/readyz/ping",
                "/version"));
        for (JsonNode group : discovery.groups().path("groups")) {
            paths.add("/apis/" + group.path("name").asText());
            group.path("versions")
                    .forEach(version ->
                            paths.add("/apis/" + version.path("groupVersion").asText()));
        }
        ObjectNode index = Json.object();
        paths.forEach(index.putArray("paths")::add);
        return index;
    }

    private static Reply json(ObjectNode node) {
        return Reply.json(200, node);
    }

    private Reply root(ApiRequest request, boolean core) {
        for (Accept.Clause clause : Accept.clauses(request.header("accept"))) {
            if (clause.type().equals("application/json")
                    && clause.parameters().getOrDefault("as", "").equals("APIGroupDiscoveryList")
                    && clause.parameters().getOrDefault("g", "").equals(GROUP)) {
                String version = clause.parameters().getOrDefault("v", "");
                if (version.equals("v2") || version.equals("v2beta1")) {
                    return aggregated(request, core, version);
                }
            } else if (!clause.parameters().containsKey("as")) {
                break;
            }
        }
        return core ? json(discovery.core(request.header("host"))) : json(discovery.groups());
    }

    private Reply aggregated(ApiRequest request, boolean core, String version) {
        byte[] body = Json.bytes(discovery.aggregated(core, version));
        String etag = "\"" + HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(Discovery.digest(body), 64)) + "\"";
        List<Map.Entry<String, String>> headers = List.of(Map.entry("ETag", etag), Map.entry("Vary", "Accept"));
        if (request.header("if-none-match").equals(etag)) {
            return new Reply(304, "", new byte[0], headers);
        }
        String type = "application/json;g=" + GROUP + ";v=" + version + ";as=APIGroupDiscoveryList";
        return new Reply(200, type, body, headers);
    }
}
