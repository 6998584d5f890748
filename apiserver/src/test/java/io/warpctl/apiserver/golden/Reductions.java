package io.warpctl.apiserver.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** How long answers were cut down before they were written into a recording. */
final class Reductions {

    private static final String GROUP = "demo.example.com";
    private static final String GROUP_SCHEMAS = "com.example.demo.";
    private static final JsonNode CUT = JsonNodeFactory.instance.textNode("...");

    private Reductions() {}

    static JsonNode apply(String reduce, JsonNode body) {
        boolean status = body.path("kind").asText().equals("Status");
        return switch (status ? "" : reduce) {
            case "item-names" -> names(body);
            case "items-as-names" -> {
                ObjectNode copy = body.deepCopy();
                copy.set("items", names(body));
                yield copy;
            }
            case "items-as-count" ->
                ((ObjectNode) body.deepCopy()).put("items", body.path("items").size());
            case "kind" -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                copy.set("kind", body.get("kind"));
                copy.set("apiVersion", body.get("apiVersion"));
                yield copy;
            }
            case "name" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", body.path("metadata").path("name").asText());
            case "openapi-v3-group" -> {
                ObjectNode copy = body.deepCopy();
                copy.withObject("/components/schemas").properties().forEach(schema -> {
                    if (!schema.getKey().startsWith(GROUP_SCHEMAS)) {
                        schema.setValue(CUT);
                    }
                });
                copy.withObject("/paths").properties().forEach(path -> {
                    if (!path.getKey().endsWith("/namespaces/{namespace}/widgets")) {
                        keepFields(path.getValue(), "operationId", "tags");
                    }
                });
                yield copy;
            }
            case "openapi-v2-group" -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                copy.set("swagger", body.path("swagger"));
                copy.set("info", body.path("info"));
                copy.set("securityDefinitions", body.get("securityDefinitions"));
                copy.set("paths", body.path("paths").deepCopy());
                ObjectNode paths = copy.withObject("/paths");
                paths.properties().removeIf(path -> !path.getKey().contains(GROUP));
                paths.forEach(path -> {
                    keepFields(path, "operationId", "consumes", "produces");
                    ((ObjectNode) path).set("parameters", CUT);
                });
                copy.set("definitions", body.path("definitions").deepCopy());
                copy.withObject("/definitions")
                        .properties()
                        .removeIf(schema -> !schema.getKey().startsWith(GROUP_SCHEMAS));
                yield copy;
            }
            default -> body;
        };
    }

    private static void keepFields(JsonNode path, String... more) {
        Set<String> kept = new HashSet<>(Set.of(more));
        kept.add("x-kubernetes-action");
        kept.add("x-kubernetes-group-version-kind");
        path.properties().forEach(operation -> {
            if (operation.getValue() instanceof ObjectNode node) {
                node.retain(kept);
            }
        });
    }

    private static ArrayNode names(JsonNode body) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        body.path("items").forEach(each -> names.add(each.path("metadata").path("name")));
        return names;
    }

    /** A discovery document of {@code body}'s without groups and kinds that {@code other} does not have. */
    static JsonNode own(String path, JsonNode body, JsonNode other) {
        if (path.equals("/apis")) {
            ObjectNode copy = body.deepCopy();
            for (String field : new String[] {"groups", "items"}) {
                keepCommon(copy, other, field);
            }
            copy.path("items").forEach(item -> item.path("versions").forEach(version -> clear(item, version)));
            return copy;
        }
        if (path.equals("/api/v1")) {
            ObjectNode copy = body.deepCopy();
            keepCommon(copy, other, "resources");
            return copy;
        }
        if (path.equals("/api") && body.has("items")) {
            ObjectNode copy = body.deepCopy();
            // The recorder's service accounts have no tokens.
            copy.findValues("resources")
                    .forEach(resources -> resources.forEach(each -> {
                        if (each.path("resource").asText().equals("serviceaccounts")) {
                            ((ObjectNode) each).remove("subresources");
                        }
                    }));
            return copy;
        }
        if (path.equals("/openapi/v3")) {
            ObjectNode copy = body.deepCopy();
            // Every server has built-in groups of its own.
            copy.withObject("/paths")
                    .properties()
                    .removeIf(entry -> !entry.getKey().contains(GROUP)
                            && !other.path("paths").has(entry.getKey()));
            return copy;
        }
        if (path.equals("/version")) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            copy.set("major", body.get("major"));
            copy.set("minor", body.get("minor"));
            return copy;
        }
        return body;
    }

    /** Of built-in groups only the shape matters here. */
    private static void clear(JsonNode item, JsonNode version) {
        if (!item.path("metadata").path("name").asText().equals("demo.example.com")) {
            ((ObjectNode) version).remove("resources");
        }
    }

    private static void keepCommon(ObjectNode body, JsonNode other, String field) {
        if (!(body.get(field) instanceof ArrayNode array)) {
            return;
        }
        Set<String> common = new HashSet<>();
        other.path(field).forEach(each -> common.add(name(each)));
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        java.util.TreeMap<String, JsonNode> sorted = new java.util.TreeMap<>();
        array.forEach(each -> sorted.put(name(each), each));
        sorted.forEach((key, value) -> {
            if (common.contains(key)) {
                kept.add(value);
            }
        });
        body.set(field, kept);
    }

    private static String name(JsonNode node) {
        return node.has("name")
                ? node.path("name").asText()
                : node.path("metadata").path("name").asText();
    }
}
