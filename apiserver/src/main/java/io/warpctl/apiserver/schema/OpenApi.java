package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.GroupVersionKind;

/** The schema of a custom resource as the server publishes it. */
final class OpenApi {
    private static final String ABOUT_API_VERSION = "APIVersion defines the versioned schema of this representation of"
            + " an object. Servers should convert recognized schemas to the latest internal value, and may reject"
            + " unrecognized values. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
    private static final String ABOUT_KIND = "Kind is a string value representing the REST resource this object"
            + " represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated."
            + " In CamelCase. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
    private static final String ABOUT_METADATA = "Standard object's metadata. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";
    private static final String OBJECT_META = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private OpenApi() {}

    static ObjectNode published(JsonNode schema, GroupVersionKind kind) {
        ObjectNode published = schema instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode().put("type", "object");
        published.put("type", "object");
        ObjectNode properties = published.withObjectProperty("properties");
        properties.putObject("apiVersion").put("description", ABOUT_API_VERSION).put("type", "string");
        properties.putObject("kind").put("description", ABOUT_KIND).put("type", "string");
        ObjectNode metadata = properties.putObject("metadata");
        metadata.put("description", ABOUT_METADATA);
        metadata.putArray("allOf").addObject().put("$ref", OBJECT_META);
        published
                .putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", kind.group())
                .put("kind", kind.kind())
                .put("version", kind.version());
        return published;
    }
}
