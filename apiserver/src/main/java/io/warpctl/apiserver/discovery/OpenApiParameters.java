package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of operations; those that all operations of a path have are stated once, at the path. */
final class OpenApiParameters {

    private static final JsonNode TEXTS = OpenApiTypes.resource("parameters.json");

    private OpenApiParameters() {}

    /** The query parameters all of these understand, beside {@code pretty}, which everything does. */
    static Set<String> common(List<ApiOperation> operations) {
        Set<String> common = new LinkedHashSet<>(operations.get(0).query());
        operations.forEach(each -> common.retainAll(each.query()));
        return common;
    }

    /** The parameters of a path. @param v2 whether in the form of OpenAPI v2 */
    static ArrayNode ofPath(String path, String kind, Set<String> common, boolean v2) {
        Map<String, ObjectNode> sorted = new TreeMap<>();
        if (path.contains("{name}")) {
            sorted.put("name", inPath("name", "name of the " + kind, v2));
        }
        if (path.contains("{namespace}")) {
            sorted.put(
                    "namespace", inPath("namespace", "object name and auth scope, such as for teams and projects", v2));
        }
        common.forEach(name -> sorted.put(name, inQuery(name, v2)));
        sorted.put("pretty", inQuery("pretty", v2));
        ArrayNode array = Json.object().arrayNode();
        sorted.values().forEach(array::add);
        return array;
    }

    /** The parameters of one operation that its path does not state. */
    static ArrayNode ofOperation(ApiOperation operation, Set<String> common, boolean v2) {
        ArrayNode array = Json.object().arrayNode();
        Set<String> own = new TreeSet<>(operation.query());
        own.removeAll(common);
        own.forEach(name -> array.add(inQuery(name, v2)));
        return array;
    }

    private static ObjectNode inQuery(String name, boolean v2) {
        if (v2) {
            return Json.object().put("$ref", "#/parameters/" + name);
        }
        JsonNode text = TEXTS.path(name);
        return parameter(
                name,
                "query",
                text.path("description").asText(),
                text.path("type").asText(),
                false);
    }

    /** All query parameters, for an OpenAPI v2 document to refer to. */
    static ObjectNode shared() {
        ObjectNode shared = Json.object();
        TEXTS.properties()
                .forEach(text -> shared.set(
                        text.getKey(),
                        parameter(
                                text.getKey(),
                                "query",
                                text.getValue().path("description").asText(),
                                text.getValue().path("type").asText(),
                                true)));
        return shared;
    }

    private static ObjectNode inPath(String name, String description, boolean v2) {
        ObjectNode parameter = parameter(name, "path", description, "string", v2);
        parameter.put("required", true);
        return parameter;
    }

    private static ObjectNode parameter(String name, String in, String description, String type, boolean v2) {
        ObjectNode parameter = Json.object().put("name", name).put("in", in).put("description", description);
        (v2 ? parameter : parameter.putObject("schema")).put("type", type).put("uniqueItems", true);
        return parameter;
    }
}
