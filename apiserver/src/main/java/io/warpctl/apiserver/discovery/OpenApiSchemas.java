package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.object.Shape;
import io.warpctl.apiserver.registry.Resource;
import java.util.List;
import java.util.TreeMap;

/** Schemas of types in OpenAPI documents. */
final class OpenApiSchemas {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private OpenApiSchemas() {}

    /** Adds what every document refers to. */
    static void shared(ObjectNode schemas) {
        ObjectNode meta = shape(BuiltInSchemas.metadata());
        meta.put("description", "ObjectMeta is metadata that all persisted resources must have.");
        schemas.set(META + "ObjectMeta", meta);
        ObjectNode list = schemas.putObject(META + "ListMeta").put("type", "object");
        for (String name : List.of("continue", "resourceVersion", "selfLink")) {
            list.withObject("/properties").putObject(name).put("type", "string");
        }
        list.withObject("/properties").putObject("remainingItemCount").put("type", "integer");
    }

    /** Adds a type and its list. @param ref begins references to other schemas */
    static void add(ObjectNode schemas, Resource type, String ref) {
        String name = OpenApiNames.schema(type);
        schemas.set(
                name,
                type.openApi().map(schema -> (ObjectNode) schema.deepCopy()).orElseGet(() -> builtIn(type)));
        ObjectNode list = schemas.putObject(name + "List").put("type", "object");
        list.put("description", type.listKind() + " is a list of " + type.kind().kind());
        list.putArray("required").add("items");
        ObjectNode properties = list.putObject("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("items").put("type", "array").putObject("items").put("$ref", ref + name);
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("$ref", ref + META + "ListMeta");
        kind(list, type, type.listKind());
    }

    private static ObjectNode builtIn(Resource type) {
        ObjectNode schema = shape(type.schema().root());
        schema.withObject("/properties")
                .putObject("metadata")
                .put("$ref", "#/components/schemas/" + META + "ObjectMeta");
        kind(schema, type, type.kind().kind());
        return schema;
    }

    private static void kind(ObjectNode schema, Resource type, String kind) {
        schema.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", type.kind().group())
                .put("kind", kind)
                .put("version", type.kind().version());
    }

    private static ObjectNode shape(Shape shape) {
        ObjectNode schema = Json.object();
        if (shape instanceof Shape.Fields fields) {
            schema.put("type", "object");
            new TreeMap<>(fields.fields())
                    .forEach((name, field) -> schema.withObject("/properties").set(name, shape(field)));
            fields.others().ifPresent(other -> schema.set("additionalProperties", shape(other)));
            if (fields.atomic()) {
                schema.put("x-kubernetes-map-type", "atomic");
            }
        } else if (shape instanceof Shape.Items items) {
            schema.put("type", "array").set("items", shape(items.item()));
            schema.put("x-kubernetes-list-type", items.type().name().toLowerCase(java.util.Locale.ROOT));
            if (!items.keys().isEmpty()) {
                ArrayNode keys = schema.putArray("x-kubernetes-list-map-keys");
                items.keys().forEach(keys::add);
            }
        } else if (shape instanceof Shape.Scalar) {
            schema.put("type", "string");
        } else {
            schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        return schema;
    }

    /** A schema without what OpenAPI v2 does not have, its references moved. */
    static JsonNode asV2(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove(List.of("oneOf", "anyOf", "not", "nullable"));
            if (object.path("allOf").size() == 1 && object.path("allOf").path(0).has("$ref")) {
                object.put("$ref", object.path("allOf").path(0).path("$ref").asText());
                object.remove("allOf");
            }
            if (object.path("$ref").isTextual()) {
                object.put("$ref", object.path("$ref").asText().replace("#/components/schemas/", "#/definitions/"));
            }
            object.forEach(OpenApiSchemas::asV2);
        } else if (schema instanceof ArrayNode array) {
            array.forEach(OpenApiSchemas::asV2);
        }
        return schema;
    }
}
