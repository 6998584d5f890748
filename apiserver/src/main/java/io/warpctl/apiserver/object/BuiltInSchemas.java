package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.GoType.Struct;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of the built-in kinds: how they are decoded and how their fields merge. */
public final class BuiltInSchemas {
    /** What documents say about {@code apiVersion}. */
    public static final String ABOUT_API_VERSION = "APIVersion defines the versioned schema of this representation of"
            + " an object. Servers should convert recognized schemas to the latest internal value, and may reject"
            + " unrecognized values. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
    /** What documents say about {@code kind}. */
    public static final String ABOUT_KIND = "Kind is a string value representing the REST resource this object"
            + " represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated."
            + " In CamelCase. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
    /** What documents say about {@code metadata}. */
    public static final String ABOUT_METADATA = "Standard object's metadata. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    private static final Set<String> WITH_STATUS = Set.of("Namespace", "CustomResourceDefinition");

    private BuiltInSchemas() {}

    /** The schema of a built-in kind, empty for a kind that is not built in. */
    public static Optional<TypeSchema> of(GroupVersionKind kind) {
        return BuiltInTypes.struct(kind.group(), kind.kind()).map(struct -> {
            Map<String, Shape> fields = new HashMap<>();
            struct.fields().forEach((name, field) -> fields.put(name, field.shape()));
            ObjectNode blank = new GoDecoder().decode(struct, JsonNodeFactory.instance.objectNode(), "");
            return new TypeSchema(object(fields), WITH_STATUS.contains(kind.kind()), blank);
        });
    }

    /**
     * Brings an object of a built-in kind, in place, into the form Kubernetes' decoder gives it: only known fields,
     * no empty ones.
     *
     * @return the paths of unknown fields that were dropped, sorted
     * @throws ApiError 400 with the decoder's text if a field has the wrong JSON type
     */
    public static List<String> coerce(ObjectNode object) {
        GroupVersionKind type = GroupVersionKind.of(object);
        Struct struct = struct(type.group(), type.kind());
        Map<String, GoType.Field> fields = new LinkedHashMap<>();
        Struct metadata = struct("", "ObjectMeta");
        GoType text = metadata.fields().get("name").type();
        fields.put("kind", new GoType.Field(text, false, false, Shape.SCALAR));
        fields.put("apiVersion", new GoType.Field(text, false, false, Shape.SCALAR));
        fields.put("metadata", new GoType.Field(metadata, false, true, metadata()));
        fields.putAll(struct.fields());
        GoDecoder decoder = new GoDecoder();
        ObjectNode decoded;
        try {
            decoded = decoder.decode(new Struct(struct.name(), fields, false), object, "");
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(type.kind() + " in version " + GoJson.quote(type.version())
                    + " cannot be handled as a " + type.kind() + ": " + e.getMessage());
        }
        object.removeAll();
        object.setAll(decoded);
        return decoder.unknown().stream().sorted().toList();
    }

    /** The OpenAPI schema of a built-in kind without {@code apiVersion}, {@code kind} and {@code metadata}. */
    public static Optional<ObjectNode> openApi(GroupVersionKind kind) {
        return BuiltInTypes.struct(kind.group(), kind.kind()).map(GoOpenApi::struct);
    }

    /** The shape of a whole object with these fields beside {@code apiVersion}, {@code kind} and {@code metadata}. */
    public static Shape object(Map<String, Shape> fields) {
        Map<String, Shape> all = new HashMap<>(fields);
        all.put("apiVersion", Shape.SCALAR);
        all.put("kind", Shape.SCALAR);
        all.put("metadata", metadata());
        return Shape.fields(all);
    }

    /** The shape of {@code metadata}. */
    public static Shape metadata() {
        return BuiltInTypes.shape(struct("", "ObjectMeta"));
    }

    private static Struct struct(String group, String name) {
        return BuiltInTypes.struct(group, name).orElseThrow();
    }
}
