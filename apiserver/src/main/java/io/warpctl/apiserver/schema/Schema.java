package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One node of a structural schema, compiled from its JSON.
 *
 * @param types the JSON types allowed; empty for any, integer and string for int-or-string
 * @param others the schema of keys that are no property; empty if there may be none
 * @param fallback the default value
 * @param listType {@code atomic}, {@code set} or {@code map}
 * @param anyOf further conditions, like {@code oneOf}, {@code allOf} and {@code not}
 */
record Schema(
        List<String> types,
        String format,
        boolean nullable,
        boolean intOrString,
        boolean preserveUnknown,
        boolean embedded,
        Map<String, Schema> properties,
        Optional<Schema> others,
        Optional<Schema> items,
        Optional<JsonNode> fallback,
        String listType,
        List<String> listKeys,
        boolean atomicMap,
        Set<String> required,
        Bounds bounds,
        Optional<Pattern> pattern,
        List<JsonNode> allowed,
        List<Schema> allOf,
        List<Schema> anyOf,
        List<Schema> oneOf,
        Optional<Schema> not,
        List<RuleSource> rules) {

    /** The numeric limits of a schema; each is a JSON number. */
    record Bounds(
            Optional<JsonNode> minimum,
            Optional<JsonNode> maximum,
            boolean exclusiveMinimum,
            boolean exclusiveMaximum,
            Optional<JsonNode> multipleOf,
            Optional<Long> minLength,
            Optional<Long> maxLength,
            Optional<Long> minItems,
            Optional<Long> maxItems,
            Optional<Long> minProperties,
            Optional<Long> maxProperties) {}

    boolean isObject() {
        return types.contains("object");
    }

    boolean isArray() {
        return types.contains("array");
    }

    /** The schema of one member of an object, if it has one. */
    Optional<Schema> member(String name) {
        Schema property = properties.get(name);
        return property == null ? others : Optional.of(property);
    }
}
