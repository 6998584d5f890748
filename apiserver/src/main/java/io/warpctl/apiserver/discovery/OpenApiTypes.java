package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.BuiltInSchemas;
import io.warpctl.apiserver.registry.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Schemas of types in OpenAPI documents. */
final class OpenApiTypes {

    static final String V3_REF = "#/components/schemas/";
    static final String V2_REF = "#/definitions/";
    private static final String ABOUT_LIST_METADATA = "Standard list metadata. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
    private static final String CONVENTIONS =
            "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";
    private static final JsonNode SHARED = resource("definitions.json");

    private OpenApiTypes() {}

    /** Reads a document of the program. */
    static JsonNode resource(String name) {
        try (InputStream in = OpenApiTypes.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a type and its list. */
    static void add(ObjectNode schemas, Resource type, boolean v2) {
        String name = OpenApiNames.schema(type);
        ObjectNode schema = type.openApi()
                .map(published -> (ObjectNode) (v2 ? published.v2() : published.v3()).deepCopy())
                .orElseGet(() -> builtIn(type));
        schemas.set(name, schema);
        if (type.verbs().contains("list")) {
            schemas.set(name + "List", list(type, name, schema));
        }
    }

    private static ObjectNode list(Resource type, String name, ObjectNode schema) {
        ObjectNode list = Json.object()
                .put(
                        "description",
                        type.listKind() + " is a list of " + type.kind().kind())
                .put("type", "object");
        list.putArray("required").add("items");
        ObjectNode properties = list.putObject("properties");
        typeProperties(properties);
        properties
                .putObject("items")
                .put("description", "List of " + type.id().resource() + ". More info: " + CONVENTIONS)
                .put("type", "array")
                .putObject("items")
                .put("$ref", V3_REF + name);
        properties
                .putObject("metadata")
                .put("description", ABOUT_LIST_METADATA)
                .putArray("allOf")
                .addObject()
                .put("$ref", V3_REF + OpenApiNames.META + "ListMeta");
        kind(list, type, type.listKind());
        JsonNode selectable = schema.path("x-kubernetes-selectable-fields");
        if (!selectable.isMissingNode()) {
            list.set("x-kubernetes-selectable-fields", selectable.deepCopy());
        }
        return list;
    }

    private static void typeProperties(ObjectNode properties) {
        properties
                .putObject("apiVersion")
                .put("description", BuiltInSchemas.ABOUT_API_VERSION)
                .put("type", "string");
        properties
                .putObject("kind")
                .put("description", BuiltInSchemas.ABOUT_KIND)
                .put("type", "string");
    }

    private static ObjectNode builtIn(Resource type) {
        ObjectNode schema = BuiltInSchemas.openApi(type.kind())
                .orElseGet(() -> Json.object().put("type", "object"));
        ObjectNode properties = schema.withObjectProperty("properties");
        typeProperties(properties);
        properties
                .putObject("metadata")
                .put("description", BuiltInSchemas.ABOUT_METADATA)
                .putArray("allOf")
                .addObject()
                .put("$ref", V3_REF + OpenApiNames.META + "ObjectMeta");
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

    /** Adds those of the shared schemas that something in {@code from} refers to, and what they refer to in turn. */
    static void addReferred(ObjectNode schemas, JsonNode... from) {
        Set<String> wanted = new TreeSet<>();
        for (JsonNode each : from) {
            collect(each, wanted);
        }
        while (!wanted.isEmpty()) {
            String name = wanted.iterator().next();
            wanted.remove(name);
            if (!schemas.has(name) && SHARED.has(name)) {
                schemas.set(name, SHARED.get(name).deepCopy());
                collect(SHARED.get(name), wanted);
            }
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        Optional.ofNullable(node.path("$ref").textValue())
                .ifPresent(ref -> names.add(ref.substring(ref.lastIndexOf('/') + 1)));
        node.forEach(child -> collect(child, names));
    }

    /** Moves references to where OpenAPI v2 has schemas; there, none stands in an {@code allOf}. */
    static void moveReferences(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            JsonNode all = object.path("allOf");
            if (all.size() == 1 && all.path(0).has("$ref")) {
                object.set("$ref", all.path(0).path("$ref"));
                object.remove("allOf");
            }
            if (object.path("$ref").isTextual()) {
                object.put("$ref", object.path("$ref").asText().replace(V3_REF, V2_REF));
            }
            object.forEach(OpenApiTypes::moveReferences);
        } else if (schema instanceof ArrayNode array) {
            array.forEach(OpenApiTypes::moveReferences);
        }
    }
}
