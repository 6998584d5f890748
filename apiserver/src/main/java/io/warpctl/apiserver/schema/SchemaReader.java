package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import io.warpctl.apiserver.schema.Schema.Bounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the JSON of a schema. Expects it to be structural; patterns are compiled once and shared. */
final class SchemaReader {
    private static final String EXTENSION = "x-kubernetes-";

    private final Map<String, Pattern> patterns = new HashMap<>();
    private final boolean withPatterns;

    private SchemaReader(boolean withPatterns) {
        this.withPatterns = withPatterns;
    }

    /** Compiles a schema; a missing one allows anything. */
    static Schema read(JsonNode json) {
        return new SchemaReader(true).schema(json);
    }

    /** Compiles a schema whose patterns may be malformed, leaving them out. */
    static Schema withoutPatterns(JsonNode json) {
        return new SchemaReader(false).schema(json);
    }

    private Schema schema(JsonNode json) {
        boolean intOrString = json.path(EXTENSION + "int-or-string").asBoolean();
        return new Schema(
                intOrString ? List.of("integer", "string") : types(json.path("type")),
                json.path("format").asText(""),
                json.path("nullable").asBoolean(),
                intOrString,
                json.path(EXTENSION + "preserve-unknown-fields").asBoolean(),
                json.path(EXTENSION + "embedded-resource").asBoolean(),
                properties(json.path("properties")),
                additional(json.path("additionalProperties")),
                optional(json, "items").map(this::schema),
                optional(json, "default"),
                json.path(EXTENSION + "list-type").asText("atomic"),
                texts(json.path(EXTENSION + "list-map-keys")),
                json.path(EXTENSION + "map-type").asText("").equals("atomic"),
                required(json.path("required")),
                bounds(json),
                optional(json, "pattern")
                        .filter(p -> withPatterns)
                        .map(p -> patterns.computeIfAbsent(p.asText(), Pattern::compile)),
                values(json.path("enum")),
                schemas(json.path("allOf")),
                schemas(json.path("anyOf")),
                schemas(json.path("oneOf")),
                optional(json, "not").map(this::schema),
                rules(json.path(EXTENSION + "validations")));
    }

    private Map<String, Schema> properties(JsonNode json) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        json.properties().forEach(property -> properties.put(property.getKey(), schema(property.getValue())));
        return properties;
    }

    private Optional<Schema> additional(JsonNode json) {
        if (json.isObject()) {
            return Optional.of(schema(json));
        }
        if (json.asBoolean()) {
            return Optional.of(
                    schema(JsonNodeFactory.instance.objectNode().put(EXTENSION + "preserve-unknown-fields", true)));
        }
        return Optional.empty();
    }

    private List<Schema> schemas(JsonNode json) {
        List<Schema> schemas = new ArrayList<>();
        json.forEach(item -> schemas.add(schema(item)));
        return schemas;
    }

    private static Bounds bounds(JsonNode json) {
        return new Bounds(
                optional(json, "minimum"),
                optional(json, "maximum"),
                json.path("exclusiveMinimum").asBoolean(),
                json.path("exclusiveMaximum").asBoolean(),
                optional(json, "multipleOf"),
                count(json, "minLength"),
                count(json, "maxLength"),
                count(json, "minItems"),
                count(json, "maxItems"),
                count(json, "minProperties"),
                count(json, "maxProperties"));
    }

    private static List<String> types(JsonNode type) {
        String name = type.asText("");
        return name.isEmpty() ? List.of() : List.of(name);
    }

    private static Set<String> required(JsonNode json) {
        return new LinkedHashSet<>(texts(json));
    }

    private static List<RuleSource> rules(JsonNode json) {
        List<RuleSource> rules = new ArrayList<>();
        json.forEach(rule -> rules.add(RuleSource.of(rule)));
        return rules;
    }

    private static List<JsonNode> values(JsonNode json) {
        List<JsonNode> values = new ArrayList<>();
        json.forEach(values::add);
        return values;
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Optional<JsonNode> optional(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(json.get(field)) : Optional.empty();
    }

    private static Optional<Long> count(JsonNode json, String field) {
        return optional(json, field).map(JsonNode::asLong);
    }
}
