package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Column;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.Patches;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.ScalePaths;
import io.warpctl.apiserver.registry.Served;
import io.warpctl.apiserver.registry.Updater;
import io.warpctl.apiserver.registry.Updater.Ownership;
import java.util.List;

/** The scale subresource: an {@code autoscaling/v1} Scale over two or three fields of an object. */
final class ScaleHandler {

    private static final List<Column> COLUMNS = List.of(
            Column.objectName(),
            new Column(
                    "Desired",
                    "integer",
                    "",
                    "Number of desired replicas",
                    0,
                    (object, now) -> object.path("spec").path("replicas")),
            new Column(
                    "Available",
                    "integer",
                    "",
                    "Number of actual replicas",
                    0,
                    (object, now) -> object.path("status").path("replicas")),
            Column.age());

    private final Objects objects;
    private final Updater updater;

    ScaleHandler(Objects objects, Updater updater) {
        this.objects = objects;
        this.updater = updater;
    }

    Reply handle(Resource resource, ApiRequest request, ResourcePath path, String verb, Renderer renderer) {
        return switch (verb) {
            case "get" ->
                show(resource, Served.of(resource, objects.get(resource, path.namespace(), path.name())), renderer);
            case "update" -> show(resource, replace(resource, request, path), renderer);
            case "patch" -> show(resource, patch(resource, request, path), renderer);
            default -> throw ApiError.methodNotAllowed(resource.id(), verb);
        };
    }

    private static Reply show(Resource resource, Served object, Renderer renderer) {
        ObjectNode scale = scale(object.node(), resource.scale().orElseThrow());
        return renderer.object(200, Served.of(resource, scale), COLUMNS);
    }

    private Served replace(Resource resource, ApiRequest request, ResourcePath path) {
        WriteParameters parameters = WriteParameters.parse(request, "UpdateOptions", "scale", false);
        if (!(read(request) instanceof ObjectNode scale)) {
            throw ApiError.badRequest("the body is not a Scale");
        }
        return Later.await(updater.update(
                resource,
                path.namespace(),
                path.name(),
                parameters.options(),
                Ownership.UPDATE,
                current -> merged(resource, current, scale)));
    }

    private Served patch(Resource resource, ApiRequest request, ResourcePath path) {
        String type = ObjectDecoder.mediaType(request.header("content-type"));
        if (type.equals(WriteHandler.APPLY_PATCH)) {
            throw ApiError.badRequest("the scale subresource of custom resources cannot be applied to");
        }
        if (!type.equals(WriteHandler.MERGE_PATCH) && !type.equals(WriteHandler.JSON_PATCH)) {
            throw ApiError.unsupportedMediaType(List.of(WriteHandler.JSON_PATCH, WriteHandler.MERGE_PATCH));
        }
        WriteParameters parameters = WriteParameters.parse(request, "PatchOptions", "scale", false);
        JsonNode patch = read(request);
        return Later.await(updater.update(
                resource, path.namespace(), path.name(), parameters.options(), Ownership.UPDATE, current -> {
                    ObjectNode scale = scale(current, resource.scale().orElseThrow());
                    ObjectNode patched = type.equals(WriteHandler.MERGE_PATCH)
                            ? Patches.mergePatch(scale, patch)
                            : Patches.jsonPatch(scale, patch);
                    return merged(resource, current, patched);
                }));
    }

    private static JsonNode read(ApiRequest request) {
        try {
            return BodyReader.json(request.body()).value();
        } catch (MalformedException e) {
            throw ApiError.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    private static ObjectNode scale(ObjectNode object, ScalePaths paths) {
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = object.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value);
            }
        }
        ObjectNode spec = scale.putObject("spec");
        JsonNode wanted = at(object, paths.specReplicas());
        if (wanted.isNumber()) {
            spec.set("replicas", wanted);
        }
        ObjectNode status = scale.putObject("status")
                .put("replicas", at(object, paths.statusReplicas()).asLong());
        paths.labelSelector()
                .map(path -> at(object, path).asText(""))
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> status.put("selector", text));
        return scale;
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        for (String name : path.substring(1).split("\\.")) {
            node = node.path(name);
        }
        return node;
    }

    private static ObjectNode merged(Resource resource, ObjectNode current, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isIntegralNumber() && !replicas.isMissingNode()) {
            throw ApiError.badRequest("Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal "
                    + GoJson.kind(replicas) + " into Go struct field ScaleSpec.spec.replicas of type int32");
        }
        String[] names =
                resource.scale().orElseThrow().specReplicas().substring(1).split("\\.");
        ObjectNode parent = current;
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.get(names[i]) instanceof ObjectNode inner ? inner : parent.putObject(names[i]);
        }
        parent.set(names[names.length - 1], LongNode.valueOf(replicas.asLong()));
        Meta.of(current).put("resourceVersion", Meta.text(scale, "resourceVersion"));
        if (Meta.text(scale, "resourceVersion").isEmpty()) {
            throw ApiError.invalid(
                    "autoscaling",
                    "Scale",
                    Meta.text(current, "name"),
                    List.of(io.warpctl.apiserver.object.Cause.required("metadata.resourceVersion", "")));
        }
        return current;
    }
}
