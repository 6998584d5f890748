package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a schema is structural: it says of every value what type it has, once, and keeps to what is supported. */
final class SchemaRules {
    private static final String EXTENSION = "x-kubernetes-";
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> UNSUPPORTED =
            List.of("$ref", "definitions", "dependencies", "patternProperties", "additionalItems", "id", "$schema");
    private static final Set<String> COMBINERS = Set.of("allOf", "anyOf", "oneOf");
    private static final List<String> NOT_IN_COMBINERS = List.of(
            "type",
            "default",
            "nullable",
            "title",
            "description",
            "additionalProperties",
            EXTENSION + "preserve-unknown-fields",
            EXTENSION + "embedded-resource",
            EXTENSION + "list-type",
            EXTENSION + "list-map-keys",
            EXTENSION + "map-type",
            EXTENSION + "validations");

    private final List<Cause> causes = new ArrayList<>();

    private SchemaRules() {}

    /** What is wrong with a schema at {@code path}, its defaults and its rules included. */
    static List<Cause> validate(JsonNode schema, String path) {
        SchemaRules rules = new SchemaRules();
        rules.root(schema, path);
        rules.schema(schema, path, "at the root", false);
        if (rules.causes.isEmpty()) {
            // What is not structural cannot be compiled, and so neither can its defaults and rules be checked.
            rules.causes.addAll(DefaultRules.validate(schema, path));
            rules.causes.addAll(RuleRules.validate(schema, path));
        }
        return rules.causes;
    }

    private void root(JsonNode schema, String path) {
        String type = schema.path("type").asText("");
        if (!type.isEmpty() && !type.equals("object")) {
            causes.add(Cause.invalid(path + ".type", type, "must be object at the root"));
        }
        if (schema.path("nullable").asBoolean()) {
            causes.add(Cause.forbidden(path + ".nullable", "nullable cannot be true at the root"));
        }
        JsonNode metadata = schema.path("properties").path("metadata");
        metadata.path("properties").fieldNames().forEachRemaining(name -> {
            if (!name.equals("name") && !name.equals("generateName")) {
                causes.add(Cause.forbidden(
                        path + ".properties[metadata]",
                        "must not specify anything other than name and generateName, but metadata is implicitly"
                                + " specified"));
            }
        });
    }

    private void schema(JsonNode schema, String path, String where, boolean inCombiner) {
        for (String field : UNSUPPORTED) {
            if (schema.has(field)) {
                causes.add(Cause.forbidden(path + "." + field, field + " is not supported"));
            }
        }
        if (schema.path("uniqueItems").asBoolean()) {
            causes.add(Cause.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
        pattern(schema, path);
        extensions(schema, path);
        if (inCombiner) {
            for (String field : NOT_IN_COMBINERS) {
                if (schema.has(field) && !(field.equals("type") && isIntOrString(schema, path))) {
                    causes.add(Cause.forbidden(path + "." + field, "must be empty to be structural"));
                }
            }
        } else {
            type(schema, path, where);
        }
        additional(schema, path, inCombiner);
        items(schema, path, inCombiner);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String at = path + ".properties[" + property.getKey() + "]";
            schema(property.getValue(), at, "for specified object fields", inCombiner);
        }
        for (String combiner : COMBINERS) {
            for (int i = 0; i < schema.path(combiner).size(); i++) {
                schema(schema.path(combiner).get(i), path + "." + combiner + "[" + i + "]", "", true);
            }
        }
        if (schema.has("not")) {
            schema(schema.get("not"), path + ".not", "", true);
        }
    }

    /** The one place where combiners may name types: to spell out what int-or-string means. */
    private static boolean isIntOrString(JsonNode schema, String path) {
        String type = schema.path("type").asText();
        return path.contains(".anyOf[") && schema.size() == 1 && (type.equals("integer") || type.equals("string"));
    }

    private void type(JsonNode schema, String path, String where) {
        String type = schema.path("type").asText("");
        boolean intOrString = schema.path(EXTENSION + "int-or-string").asBoolean();
        if (intOrString) {
            if (!type.isEmpty()) {
                causes.add(Cause.invalid(path + ".type", type, "must be empty if x-kubernetes-int-or-string is true"));
            }
        } else if (type.isEmpty()) {
            if (!schema.path(EXTENSION + "preserve-unknown-fields").asBoolean()) {
                causes.add(Cause.required(path + ".type", "must not be empty " + where));
            }
        } else if (!TYPES.contains(type)) {
            causes.add(Cause.notSupported(path + ".type", type, TYPES));
        }
    }

    private void additional(JsonNode schema, String path, boolean inCombiner) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isMissingNode() || additional.isNull()) {
            return;
        }
        String at = path + ".additionalProperties";
        if (!schema.path("properties").isEmpty()) {
            causes.add(Cause.forbidden(at, "additionalProperties and properties are mutual exclusive"));
        }
        if (additional.isBoolean() && !additional.booleanValue()) {
            causes.add(Cause.forbidden(at, "additionalProperties cannot be set to false"));
        } else if (additional.isObject()) {
            schema(additional, at, "for specified object fields", inCombiner);
        }
    }

    private void items(JsonNode schema, String path, boolean inCombiner) {
        JsonNode items = schema.path("items");
        if (items.isArray()) {
            causes.add(Cause.forbidden(path + ".items", "items must be a schema object and not an array"));
        } else if (items.isObject()) {
            schema(items, path + ".items", "for specified array items", inCombiner);
        } else if (schema.path("type").asText().equals("array") && !inCombiner) {
            causes.add(Cause.required(path + ".items", "must be specified"));
        }
    }

    private void pattern(JsonNode schema, String path) {
        String pattern = schema.path("pattern").asText("");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            causes.add(Cause.invalid(
                    path + ".pattern", pattern, "must be a valid regular expression, but isn't: " + e.getMessage()));
        }
    }

    private void extensions(JsonNode schema, String path) {
        JsonNode preserve = schema.path(EXTENSION + "preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            causes.add(Cause.invalid(
                    path + "." + EXTENSION + "preserve-unknown-fields", preserve, "must be true or undefined"));
        }
        String mapType = schema.path(EXTENSION + "map-type").asText("");
        if (!mapType.isEmpty()) {
            ofType(schema, path, "object", "x-kubernetes-map-type is specified");
            if (!mapType.equals("atomic") && !mapType.equals("granular")) {
                causes.add(Cause.notSupported(
                        path + "." + EXTENSION + "map-type", mapType, List.of("atomic", "granular")));
            }
        }
        if (schema.path(EXTENSION + "embedded-resource").asBoolean()) {
            ofType(schema, path, "object", "x-kubernetes-embedded-resource is true");
            if (schema.path("properties").isEmpty() && !preserve.asBoolean()) {
                causes.add(Cause.required(
                        path + ".properties",
                        "must not be empty if x-kubernetes-embedded-resource is true without"
                                + " x-kubernetes-preserve-unknown-fields"));
            }
        }
        causes.addAll(ListTypeRules.validate(schema, path));
    }

    private void ofType(JsonNode schema, String path, String type, String when) {
        ofType(causes, schema, path, type, when);
    }

    static void ofType(List<Cause> causes, JsonNode schema, String path, String type, String when) {
        String actual = schema.path("type").asText("");
        if (actual.isEmpty()) {
            causes.add(Cause.required(path + ".type", "must be " + type + " if " + when));
        } else if (!actual.equals(type)) {
            causes.add(Cause.invalid(path + ".type", actual, "must be " + type + " if " + when));
        }
    }

    static JsonNode nullIfMissing(JsonNode value) {
        return value.isMissingNode() ? NullNode.instance : value;
    }
}
