package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a schema is structural and keeps to what is supported, its defaults and its rules included.
 *
 * <p>Source of the rules: {@code ValidateCustomResourceDefinitionOpenAPISchema} in
 * {@code k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go}.
 */
final class SchemaRules {
    private static final String EXTENSION = "x-kubernetes-";
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> UNSUPPORTED =
            List.of("$ref", "definitions", "dependencies", "patternProperties", "additionalItems", "id");
    private static final Set<String> OBJECT_FIELDS = Set.of("metadata", "kind", "apiVersion");

    private final List<Cause> causes = new ArrayList<>();

    private SchemaRules() {}

    /** What is wrong with a schema at {@code path}. */
    static List<Cause> validate(JsonNode schema, String path) {
        SchemaRules rules = new SchemaRules();
        if (schema.path("nullable").asBoolean()) {
            rules.causes.add(Cause.forbidden(path + ".nullable", "nullable cannot be true at the root"));
        }
        rules.schema(schema, path, new Place(true, false, ""));
        if (isReadable(schema)) {
            List<Cause> structural = StructuralRules.validate(schema, path);
            if (structural.isEmpty()) {
                // What is not structural cannot be compiled, and so its defaults and rules cannot be checked.
                structural = DefaultRules.validate(schema, path);
            }
            if (structural.isEmpty()) {
                structural = RuleRules.validate(schema, path, rules.causes);
            }
            rules.causes.addAll(structural);
        } else if (rules.causes.isEmpty()) {
            rules.causes.add(Cause.invalid(path, "", "OpenAPIV3Schema 'schema' is not supported"));
        }
        return rules.causes;
    }

    /**
     * Where a schema stands.
     *
     * @param inMetadata within what describes the object itself
     * @param noDefaults why there may be no default; empty if there may be one
     */
    private record Place(boolean root, boolean inMetadata, String noDefaults) {}

    /** Whether a structural schema can be made of it at all. */
    private static boolean isReadable(JsonNode schema) {
        JsonNode preserve = schema.path(EXTENSION + "preserve-unknown-fields");
        boolean unsupported = UNSUPPORTED.stream().anyMatch(field -> isGiven(schema, field))
                || !schema.path("$schema").asText("").isEmpty()
                || schema.path("items").isArray()
                || preserve.isBoolean() && !preserve.booleanValue();
        if (unsupported) {
            return false;
        }
        for (String field : List.of("items", "not", "additionalProperties")) {
            if (schema.path(field).isObject() && !isReadable(schema.path(field))) {
                return false;
            }
        }
        for (String field : List.of("allOf", "anyOf", "oneOf", "properties")) {
            for (JsonNode below : schema.path(field)) {
                if (!isReadable(below)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isGiven(JsonNode schema, String field) {
        JsonNode value = schema.path(field);
        return switch (field) {
            case "dependencies", "additionalItems" -> schema.hasNonNull(field);
            case "definitions", "patternProperties" -> !value.isEmpty();
            case "id" -> !value.asText("").isEmpty();
            default -> schema.hasNonNull(field);
        };
    }

    private void schema(JsonNode schema, String path, Place place) {
        standard(schema, path, place);
        if (schema.path("uniqueItems").asBoolean()) {
            causes.add(Cause.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
        additional(schema, path, place);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            boolean whole =
                    place.root() || schema.path(EXTENSION + "embedded-resource").asBoolean();
            boolean meta = whole && OBJECT_FIELDS.contains(name);
            String noDefaults = place.root() && meta ? " in top-level " + name : place.noDefaults();
            schema(
                    property.getValue(),
                    path + ".properties[" + name + "]",
                    new Place(false, place.inMetadata() || meta, noDefaults));
        }
        Place below = new Place(false, place.inMetadata(), place.noDefaults());
        if (schema.path("not").isObject()) {
            schema(schema.path("not"), path + ".not", below);
        }
        for (String condition : List.of("allOf", "oneOf", "anyOf")) {
            for (int i = 0; i < schema.path(condition).size(); i++) {
                schema(schema.path(condition).get(i), path + "." + condition + "[" + i + "]", below);
            }
        }
        if (schema.path("items").isObject()) {
            schema(schema.path("items"), path + ".items", below);
        }
        extensions(schema, path);
        causes.addAll(ListTypeRules.validate(schema, path));
        causes.addAll(RuleRules.texts(schema, path));
    }

    private void standard(JsonNode schema, String path, Place place) {
        String type = schema.path("type").asText("");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            causes.add(Cause.notSupported(path + ".type", type, TYPES));
        }
        if (schema.hasNonNull("default") && !place.noDefaults().isEmpty()) {
            causes.add(Cause.forbidden(path + ".default", "must not be set" + place.noDefaults()));
        }
        for (String field : UNSUPPORTED) {
            if (isGiven(schema, field)) {
                causes.add(Cause.forbidden(path + "." + field, field + " is not supported"));
            }
        }
        if (type.equals("null")) {
            causes.add(Cause.forbidden(path + ".type", "type cannot be set to null, use nullable as an alternative"));
        }
        if (schema.path("items").isArray()) {
            causes.add(Cause.forbidden(path + ".items", "items must be a schema object and not an array"));
        }
        if (place.inMetadata() && schema.path(EXTENSION + "embedded-resource").asBoolean()) {
            causes.add(Cause.forbidden(
                    path + ".x-kubernetes-embedded-resource", "must not be used inside of resource meta"));
        }
    }

    private void additional(JsonNode schema, String path, Place place) {
        JsonNode additional = schema.path("additionalProperties");
        String at = path + ".additionalProperties";
        boolean restricts = additional.isObject() || additional.isBoolean() && !additional.booleanValue();
        if (restricts && !schema.path("properties").isEmpty()) {
            causes.add(Cause.forbidden(at, "additionalProperties and properties are mutual exclusive"));
        }
        if (additional.isObject()) {
            String noDefaults = place.inMetadata()
                    ? " inside additionalProperties applying to object metadata"
                    : place.noDefaults();
            schema(additional, at, new Place(false, place.inMetadata(), noDefaults));
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
            ofType(causes, schema, path, "object", "x-kubernetes-map-type is specified");
            if (!mapType.equals("atomic") && !mapType.equals("granular")) {
                causes.add(Cause.notSupported(
                        path + "." + EXTENSION + "map-type", mapType, List.of("atomic", "granular")));
            }
        }
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
