package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths of a type in an OpenAPI document of either version. */
final class OpenApiPaths {

    private final Resource type;
    private final boolean v2;
    private final String ref;

    private OpenApiPaths(Resource type, boolean v2) {
        this.type = type;
        this.v2 = v2;
        this.ref = v2 ? OpenApiTypes.V2_REF : OpenApiTypes.V3_REF;
    }

    /** Adds a type's paths. */
    static void add(ObjectNode paths, Resource type, boolean v2) {
        Map<String, List<ApiOperation>> byPath = new LinkedHashMap<>();
        ApiOperations.of(type)
                .forEach(each -> byPath.computeIfAbsent(each.path(), path -> new ArrayList<>())
                        .add(each));
        OpenApiPaths writer = new OpenApiPaths(type, v2);
        byPath.forEach((path, operations) -> {
            ObjectNode node = paths.putObject(path);
            Set<String> common = OpenApiParameters.common(operations);
            operations.forEach(each -> node.set(each.method(), writer.operation(each, common)));
            node.set("parameters", OpenApiParameters.ofPath(path, type.kind().kind(), common, v2));
        });
    }

    private ObjectNode operation(ApiOperation operation, Set<String> common) {
        ObjectNode node = Json.object();
        if (v2) {
            texts(node, "consumes", operation.patches() ? ApiOperation.PATCH_TYPES : ApiOperation.MEDIA_TYPES);
        }
        node.put("description", operation.description()).put("operationId", operation.id());
        ArrayNode parameters = OpenApiParameters.ofOperation(operation, common, v2);
        if (v2 && !operation.body().isEmpty()) {
            ObjectNode body = parameters.insertObject(0).put("name", "body").put("in", "body");
            if (operation.bodyRequired()) {
                body.put("required", true);
            }
            body.putObject("schema").put("$ref", ref + operation.body());
        }
        if (!parameters.isEmpty()) {
            node.set("parameters", parameters);
        }
        if (v2) {
            texts(node, "produces", ApiOperation.MEDIA_TYPES);
        } else if (!operation.body().isEmpty()) {
            ObjectNode body = node.putObject("requestBody");
            content(body, operation.patches() ? ApiOperation.PATCH_TYPES : ApiOperation.MEDIA_TYPES, operation.body());
            if (operation.bodyRequired()) {
                body.put("required", true);
            }
        }
        ObjectNode responses = node.putObject("responses");
        operation.answers().forEach((status, schema) -> {
            ObjectNode answer =
                    responses.putObject(Integer.toString(status)).put("description", ApiOperation.text(status));
            if (v2) {
                answer.putObject("schema").put("$ref", ref + schema);
            } else {
                content(answer, ApiOperation.MEDIA_TYPES, schema);
            }
        });
        responses.putObject("401").put("description", "Unauthorized");
        if (v2) {
            texts(node, "schemes", List.of("https"));
        }
        node.putArray("tags").add(OpenApiNames.tag(type));
        node.put("x-kubernetes-action", operation.action());
        node.putObject("x-kubernetes-group-version-kind")
                .put("group", type.kind().group())
                .put("version", type.kind().version())
                .put("kind", type.kind().kind());
        return node;
    }

    private void content(ObjectNode parent, List<String> mediaTypes, String schema) {
        ObjectNode content = parent.putObject("content");
        mediaTypes.forEach(media -> content.putObject(media).putObject("schema").put("$ref", ref + schema));
    }

    private static void texts(ObjectNode node, String field, List<String> texts) {
        ArrayNode array = node.putArray(field);
        texts.forEach(array::add);
    }
}
