package io.warpctl.apiserver.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** How long answers were cut down before they were written into a recording. */
final class Reductions {

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
            default -> body;
        };
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
