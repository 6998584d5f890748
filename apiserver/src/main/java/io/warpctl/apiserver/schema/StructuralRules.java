package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a schema is structural: it says of every value what type it has, once, outside of conditions.
 *
 * <p>Source of the rules: {@code k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go} and
 * {@code complete.go}.
 */
final class StructuralRules {
    private static final String EXTENSION = "x-kubernetes-";
    private static final List<String> CONDITIONS = List.of("allOf", "anyOf", "oneOf");
    private static final Set<String> METADATA_NAMES = Set.of("name", "generateName");

    /** Where a schema stands, and how a message about its missing type ends. */
    private enum Level {
        ROOT("at the root"),
        ITEM("for specified array items"),
        FIELD("for specified object fields");

        private final String text;

        Level(String text) {
            this.text = text;
        }
    }

    private final List<Cause> causes = new ArrayList<>();

    private StructuralRules() {}

    static List<Cause> validate(JsonNode schema, String path) {
        StructuralRules rules = new StructuralRules();
        rules.invariants(schema, Level.ROOT, path);
        rules.conditionsComplete(schema, schema, path, path);
        return rules.causes;
    }

    private void invariants(JsonNode schema, Level level, String path) {
        String type = schema.path("type").asText("");
        JsonNode items = schema.path("items");
        if (items.isObject()) {
            invariants(items, Level.ITEM, path + ".items");
        } else if (type.equals("array")) {
            causes.add(Cause.required(path + ".items", "must be specified"));
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            invariants(property.getValue(), Level.FIELD, property(path, property.getKey()));
        }
        JsonNode additional = schema.path("additionalProperties");
        if (given(additional)) {
            if (level == Level.ROOT) {
                causes.add(Cause.forbidden(path + ".additionalProperties", "must not be used at the root"));
            }
            if (additional.isObject()) {
                invariants(additional, Level.FIELD, path + ".additionalProperties");
            }
        }
        extensions(schema, path);
        conditions(schema, path, isIntOrString(schema.path("anyOf")), isIntOrString(firstAnyOf(schema)));
        type(schema, type, level, path);
        wholeObject(schema, level, path);
    }

    private void type(JsonNode schema, String type, Level level, String path) {
        boolean embedded = is(schema, "embedded-resource");
        if (embedded && !type.equals("object")) {
            String must = "must be object if x-kubernetes-embedded-resource is true";
            causes.add(
                    type.isEmpty() ? Cause.required(path + ".type", must) : Cause.invalid(path + ".type", type, must));
        } else if (type.isEmpty() && !is(schema, "int-or-string") && !is(schema, "preserve-unknown-fields")) {
            causes.add(Cause.required(path + ".type", "must not be empty " + level.text));
        }
        if (embedded && given(schema.path("additionalProperties"))) {
            causes.add(Cause.forbidden(
                    path + ".additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"));
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            causes.add(Cause.invalid(path + ".type", type, "must be object at the root"));
        }
    }

    /** What a schema may say of the fields every object has. */
    private void wholeObject(JsonNode schema, Level level, String path) {
        boolean embedded = is(schema, "embedded-resource");
        boolean whole = level == Level.ROOT || embedded;
        JsonNode properties = schema.path("properties");
        for (String field : List.of("kind", "apiVersion")) {
            String type = properties.path(field).path("type").asText("");
            if (whole && properties.has(field) && !type.equals("string")) {
                causes.add(Cause.invalid(property(path, field) + ".type", type, "must be string"));
            }
        }
        if (properties.has("metadata")) {
            JsonNode metadata = properties.path("metadata");
            String type = metadata.path("type").asText("");
            if (whole && !type.equals("object")) {
                causes.add(Cause.invalid(property(path, "metadata") + ".type", type, "must be object"));
            }
            if (level == Level.ROOT && restrictsMore(metadata)) {
                causes.add(Cause.forbidden(
                        property(path, "metadata"),
                        "must not specify anything other than name and generateName, but metadata is implicitly"
                                + " specified"));
            }
        }
        if (embedded && !is(schema, "preserve-unknown-fields") && properties.isEmpty()) {
            causes.add(Cause.required(
                    path + ".properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields"));
        }
    }

    private static boolean restrictsMore(JsonNode metadata) {
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            boolean allowed = switch (field.getKey()) {
                case "type", "default" -> true;
                case "properties" -> onlyNames(field.getValue());
                default ->
                    field.getValue().isNull()
                            || field.getValue().isBoolean() && !field.getValue().booleanValue()
                            || (field.getValue().isTextual() || field.getValue().isContainerNode())
                                    && field.getValue().asText("").isEmpty()
                                    && field.getValue().isEmpty();
            };
            if (!allowed) {
                return true;
            }
        }
        return false;
    }

    private static boolean onlyNames(JsonNode properties) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (!METADATA_NAMES.contains(property.getKey())) {
                return false;
            }
        }
        return true;
    }

    private void extensions(JsonNode schema, String path) {
        if (is(schema, "int-or-string")) {
            for (String other : List.of("preserve-unknown-fields", "embedded-resource")) {
                if (is(schema, other)) {
                    causes.add(Cause.invalidShown(
                            path + "." + EXTENSION + other,
                            "true",
                            "must be false if x-kubernetes-int-or-string is true"));
                }
            }
        }
    }

    private void conditions(JsonNode schema, String path, boolean skipAnyOf, boolean skipFirst) {
        for (String condition : CONDITIONS) {
            JsonNode all = schema.path(condition);
            for (int i = 0; i < all.size() && !(condition.equals("anyOf") && skipAnyOf); i++) {
                boolean skip = condition.equals("allOf") && skipFirst && i == 0;
                nested(all.get(i), path + "." + condition + "[" + i + "]", skip);
            }
        }
        if (schema.path("not").isObject()) {
            nested(schema.path("not"), path + ".not", false);
        }
        String pattern = schema.path("pattern").asText("");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            causes.add(Cause.invalid(
                    path + ".pattern", pattern, "must be a valid regular expression, but isn't: " + e.getMessage()));
        }
    }

    /** A schema within a condition only restricts values; of which type they are is said outside. */
    private void nested(JsonNode schema, String path, boolean skipAnyOf) {
        conditions(schema, path, skipAnyOf, false);
        if (schema.path("items").isObject()) {
            nested(schema.path("items"), path + ".items", false);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            nested(property.getValue(), property(path, property.getKey()), false);
        }
        for (String field : List.of("type", "title", "description")) {
            forbid(!schema.path(field).asText("").isEmpty(), path + "." + field, "empty");
        }
        for (String field : List.of("additionalProperties", "default", "externalDocs")) {
            forbid(given(schema.path(field)), path + "." + field, "undefined");
        }
        for (String field : List.of(
                "nullable",
                EXTENSION + "preserve-unknown-fields",
                EXTENSION + "embedded-resource",
                EXTENSION + "int-or-string")) {
            forbid(schema.path(field).asBoolean(), path + "." + field, "false");
        }
        for (String field : List.of("list-map-keys", "validations")) {
            forbid(!schema.path(EXTENSION + field).isEmpty(), path + "." + EXTENSION + field, "empty");
        }
        for (String field : List.of("list-type", "map-type")) {
            forbid(given(schema.path(EXTENSION + field)), path + "." + EXTENSION + field, "undefined");
        }
        if (schema.path("properties").has("metadata")) {
            causes.add(Cause.forbidden(property(path, "metadata"), "must not be specified in a nested context"));
        }
    }

    private void forbid(boolean found, String path, String must) {
        if (found) {
            causes.add(Cause.forbidden(path, "must be " + must + " to be structural"));
        }
    }

    /** What conditions at the root speak of must be declared outside of them, too; further below nobody asks. */
    private void conditionsComplete(JsonNode conditions, JsonNode schema, String path, String conditionPath) {
        if (conditions.path("not").isObject()) {
            complete(conditions.path("not"), schema, path, conditionPath + ".not");
        }
        for (String condition : CONDITIONS) {
            JsonNode all = conditions.path(condition);
            for (int i = 0; i < all.size(); i++) {
                complete(all.get(i), schema, path, conditionPath + "." + condition + "[" + i + "]");
            }
        }
    }

    private void complete(JsonNode nested, JsonNode schema, String path, String nestedPath) {
        if (!schema.isObject()) {
            causes.add(Cause.required(path, "because it is defined in " + nestedPath));
            return;
        }
        conditionsComplete(nested, schema, path, nestedPath);
        if (nested.path("items").isObject()) {
            complete(nested.path("items"), schema.path("items"), path + ".items", nestedPath + ".items");
        }
        for (Map.Entry<String, JsonNode> property : nested.path("properties").properties()) {
            String name = property.getKey();
            complete(
                    property.getValue(),
                    schema.path("properties").path(name),
                    property(path, name),
                    property(nestedPath, name));
        }
    }

    private static JsonNode firstAnyOf(JsonNode schema) {
        return schema.path("allOf").path(0).path("anyOf");
    }

    /** The one place where conditions may name types: to spell out what int-or-string means. */
    private static boolean isIntOrString(JsonNode anyOf) {
        return anyOf.size() == 2 && isOnlyType(anyOf.get(0), "integer") && isOnlyType(anyOf.get(1), "string");
    }

    private static boolean isOnlyType(JsonNode schema, String type) {
        return schema.size() == 1 && schema.path("type").asText("").equals(type);
    }

    private static boolean is(JsonNode schema, String extension) {
        return schema.path(EXTENSION + extension).asBoolean();
    }

    private static boolean given(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static String property(String path, String name) {
        return path + ".properties[" + name + "]";
    }
}
