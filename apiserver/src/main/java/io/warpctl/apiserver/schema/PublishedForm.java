package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.GroupVersionKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The schema of a custom resource as OpenAPI documents have it. */
final class PublishedForm {

    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final String EMBEDDED = "x-kubernetes-embedded-resource";
    private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    private static final String OBJECT_META = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
    private static final String ABOUT_EMBEDDED_VERSION =
            "apiVersion defines the versioned schema of this representation of an object. More info:"
                    + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
    private static final String ABOUT_EMBEDDED_KIND =
            "kind is a string value representing the type of this object. In CamelCase. More info:"
                    + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
    private static final List<String> DOCUMENTATION =
            List.of("id", "$schema", "example", "externalDocs", "definitions", "dependencies", "patternProperties");

    private PublishedForm() {}

    static ObjectNode v3(JsonNode schema, GroupVersionKind kind, Set<String> selectable) {
        ObjectNode published = schema instanceof ObjectNode given
                ? walked(given.deepCopy(), PublishedForm::unfolded)
                : JsonNodeFactory.instance.objectNode();
        published.put("type", "object");
        if (schema instanceof ObjectNode) {
            described(published);
            walked(published, node -> embedded(node, false));
        }
        identified(published, kind, selectable);
        return published;
    }

    static ObjectNode v2(JsonNode schema, GroupVersionKind kind, Set<String> selectable) {
        ObjectNode published = JsonNodeFactory.instance.objectNode().put("type", "object");
        if (schema instanceof ObjectNode given && !given.path(PRESERVE).asBoolean()) {
            published = walked(given.deepCopy(), PublishedForm::reduced);
            described(published);
            walked(published, node -> embedded(node, true));
        }
        identified(published, kind, selectable);
        return published;
    }

    /** Applies a change to a schema and then to all schemas below that are left. */
    private static ObjectNode walked(ObjectNode schema, UnaryOperator<ObjectNode> change) {
        change.apply(schema);
        walkEach(schema.path("properties"), change);
        for (String part : List.of("items", "additionalProperties")) {
            if (schema.get(part) instanceof ObjectNode inner) {
                walked(inner, change);
            }
        }
        return schema;
    }

    private static void walkEach(JsonNode parent, UnaryOperator<ObjectNode> change) {
        for (JsonNode child : parent) {
            if (child instanceof ObjectNode inner) {
                walked(inner, change);
            }
        }
    }

    /** What the short forms of a schema stand for, written out. */
    private static ObjectNode unfolded(ObjectNode schema) {
        schema.remove(DOCUMENTATION);
        dropEmpty(schema);
        if (schema.path(INT_OR_STRING).asBoolean() && !namesTypes(schema)) {
            ArrayNode either = schema.arrayNode();
            either.addObject().put("type", "integer");
            either.addObject().put("type", "string");
            if (schema.has("anyOf")) {
                schema.withArray("allOf").insertObject(0).set("anyOf", either);
            } else {
                schema.set("anyOf", either);
            }
        }
        return schema;
    }

    private static boolean namesTypes(ObjectNode schema) {
        return schema.path("anyOf").path(0).has("type")
                || schema.path("allOf").path(0).path("anyOf").path(0).has("type");
    }

    /** Empty lists and maps mean nothing and are not written. */
    private static void dropEmpty(ObjectNode schema) {
        for (String field : List.of("required", "enum", "properties", "allOf", "anyOf", "oneOf")) {
            if (schema.path(field).isContainerNode() && schema.path(field).isEmpty()) {
                schema.remove(field);
            }
        }
    }

    /** Without what clients of version 2 cannot cope with. */
    private static ObjectNode reduced(ObjectNode schema) {
        schema.remove(DOCUMENTATION);
        schema.remove(List.of("allOf", "anyOf", "oneOf", "not", "default"));
        dropEmpty(schema);
        if (schema.path("nullable").asBoolean() || schema.path(PRESERVE).asBoolean()) {
            schema.remove(List.of("type", "items", "properties"));
        }
        schema.remove("nullable");
        if (schema.path("type").asText().equals("array") && !schema.has("items")) {
            schema.remove("type");
        }
        // Nullable members may be sent as null, which these clients would not take for present.
        if (schema.get("required") instanceof ArrayNode required) {
            for (int i = required.size() - 1; i >= 0; i--) {
                if (schema.path("properties")
                        .path(required.get(i).asText())
                        .path("nullable")
                        .asBoolean()) {
                    required.remove(i);
                }
            }
            dropEmpty(schema);
        }
        return schema;
    }

    private static void described(ObjectNode published) {
        ObjectNode properties = published.withObjectProperty("properties");
        properties
                .putObject("apiVersion")
                .put("description", BuiltInSchemas.ABOUT_API_VERSION)
                .put("type", "string");
        properties
                .putObject("kind")
                .put("description", BuiltInSchemas.ABOUT_KIND)
                .put("type", "string");
        metadata(properties);
    }

    private static void metadata(ObjectNode properties) {
        ObjectNode metadata = properties.putObject("metadata").put("description", BuiltInSchemas.ABOUT_METADATA);
        metadata.putArray("allOf").addObject().put("$ref", OBJECT_META);
    }

    private static ObjectNode embedded(ObjectNode schema, boolean v2) {
        if (!schema.path(EMBEDDED).asBoolean() || (v2 && schema.path(PRESERVE).asBoolean())) {
            return schema;
        }
        ObjectNode properties = schema.withObjectProperty("properties");
        properties
                .putObject("apiVersion")
                .put("description", ABOUT_EMBEDDED_VERSION)
                .put("type", "string");
        properties.putObject("kind").put("description", ABOUT_EMBEDDED_KIND).put("type", "string");
        metadata(properties);
        ArrayNode required = schema.withArray("required");
        for (String name : List.of("kind", "apiVersion")) {
            boolean known = false;
            for (JsonNode each : required) {
                known |= each.asText().equals(name);
            }
            if (!known) {
                required.add(name);
            }
        }
        return schema;
    }

    private static void identified(ObjectNode published, GroupVersionKind kind, Collection<String> selectable) {
        published
                .putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", kind.group())
                .put("kind", kind.kind())
                .put("version", kind.version());
        if (!selectable.isEmpty()) {
            ArrayNode fields = published.putArray("x-kubernetes-selectable-fields");
            selectable.forEach(path -> fields.addObject().put("fieldPath", path));
        }
    }
}
