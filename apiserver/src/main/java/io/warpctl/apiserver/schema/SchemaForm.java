package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GoJson;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether what a definition gives as a schema has the form of one, so that nobody behind need ask whether a list is a list. Source:
 * {@code JSONSchemaProps} in {@code k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/types_jsonschema.go}.
 */
public final class SchemaForm {
    private static final String EXTENSION = "x-kubernetes-";
    private static final Set<String> TEXTS = Set.of(
            "id",
            "$schema",
            "$ref",
            "description",
            "type",
            "format",
            "title",
            "pattern",
            EXTENSION + "list-type",
            EXTENSION + "map-type");
    private static final Set<String> FLAGS = Set.of(
            "exclusiveMaximum",
            "exclusiveMinimum",
            "uniqueItems",
            "nullable",
            EXTENSION + "preserve-unknown-fields",
            EXTENSION + "embedded-resource",
            EXTENSION + "int-or-string");
    private static final Set<String> NUMBERS = Set.of("maximum", "minimum", "multipleOf");
    private static final Set<String> COUNTS =
            Set.of("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties");
    private static final Map<String, String> LISTS = Map.of(
            "enum",
            "[]v1.JSON",
            "required",
            "[]string",
            "allOf",
            "[]v1.JSONSchemaProps",
            "oneOf",
            "[]v1.JSONSchemaProps",
            "anyOf",
            "[]v1.JSONSchemaProps",
            EXTENSION + "list-map-keys",
            "[]string",
            EXTENSION + "validations",
            "v1.ValidationRules");
    private static final Set<String> LISTS_OF_SCHEMAS = Set.of("allOf", "oneOf", "anyOf");
    private static final Set<String> LISTS_OF_TEXTS = Set.of("required", EXTENSION + "list-map-keys");
    private static final Set<String> MAPS = Set.of("properties", "patternProperties", "definitions");

    private SchemaForm() {}

    /**
     * Checks the schemas of a CustomResourceDefinition.
     *
     * @throws ApiError 400 in the words of Kubernetes' decoder
     */
    public static void check(JsonNode crd) {
        for (JsonNode version : crd.path("spec").path("versions")) {
            schema(version.path("schema").path("openAPIV3Schema"), "spec.versions.schema.openAPIV3Schema");
        }
    }

    private static void schema(JsonNode schema, String path) {
        expect(schema, path, JsonNode::isObject, "v1.JSONSchemaProps");
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            member(member.getKey(), member.getValue(), path + "." + member.getKey());
        }
    }

    private static void member(String name, JsonNode value, String path) {
        if (TEXTS.contains(name)) {
            expect(value, path, JsonNode::isTextual, "string");
        } else if (FLAGS.contains(name)) {
            expect(value, path, JsonNode::isBoolean, "bool");
        } else if (NUMBERS.contains(name)) {
            expect(value, path, JsonNode::isNumber, "float64");
        } else if (COUNTS.contains(name)) {
            expect(value, path, JsonNode::isIntegralNumber, "int64");
        } else if (LISTS.containsKey(name)) {
            list(name, value, path);
        } else if (MAPS.contains(name)) {
            expect(value, path, JsonNode::isObject, "map[string]v1.JSONSchemaProps");
            value.forEach(each -> schema(each, path));
        } else if (name.equals("not")) {
            schema(value, path);
        } else if (name.equals("items")) {
            expect(value, path, each -> each.isObject() || each.isArray(), "v1.JSONSchemaPropsOrArray");
            (value.isArray() ? value : java.util.List.of(value)).forEach(each -> schema(each, path));
        } else if (name.equals("additionalProperties") || name.equals("additionalItems")) {
            expect(value, path, each -> each.isObject() || each.isBoolean(), "v1.JSONSchemaPropsOrBool");
            if (value.isObject()) {
                schema(value, path);
            }
        }
    }

    private static void list(String name, JsonNode value, String path) {
        expect(value, path, JsonNode::isArray, LISTS.get(name));
        for (JsonNode item : value) {
            if (LISTS_OF_SCHEMAS.contains(name)) {
                schema(item, path);
            } else if (LISTS_OF_TEXTS.contains(name)) {
                expect(item, path, JsonNode::isTextual, "string");
            } else if (name.equals(EXTENSION + "validations")) {
                expect(item, path, JsonNode::isObject, "v1.ValidationRule");
                item.properties().forEach(field -> {
                    boolean flag = field.getKey().equals("optionalOldSelf");
                    expect(
                            field.getValue(),
                            path + "." + field.getKey(),
                            flag ? JsonNode::isBoolean : JsonNode::isTextual,
                            flag ? "bool" : "string");
                });
            }
        }
    }

    private static void expect(JsonNode value, String path, Predicate<JsonNode> form, String type) {
        if (value.isMissingNode() || value.isNull() || form.test(value)) {
            return;
        }
        throw ApiError.badRequest("CustomResourceDefinition in version \"v1\" cannot be handled as a"
                + " CustomResourceDefinition: json: cannot unmarshal " + GoJson.kind(value)
                + " into Go struct field JSONSchemaProps."
                + path + " of type " + type);
    }
}
