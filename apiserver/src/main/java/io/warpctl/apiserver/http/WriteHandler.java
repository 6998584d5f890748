package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.WriteParameters.Validation;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.object.Patches;
import io.warpctl.apiserver.registry.Admission;
import io.warpctl.apiserver.registry.Applier;
import io.warpctl.apiserver.registry.Creator;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Updater;
import io.warpctl.apiserver.registry.Updater.Ownership;
import io.warpctl.apiserver.registry.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Creating, replacing and patching. */
final class WriteHandler {

    static final String JSON_PATCH = "application/json-patch+json";
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    static final String APPLY_PATCH = "application/apply-patch+yaml";

    private final Objects objects;
    private final Creator creator;
    private final Updater updater;
    private final Applier applier;
    private final Admission admission;

    WriteHandler(Objects objects, Creator creator, Updater updater, Applier applier, Admission admission) {
        this.objects = objects;
        this.creator = creator;
        this.updater = updater;
        this.applier = applier;
        this.admission = admission;
    }

    private WriteOptions options(WriteParameters parameters, List<String> warnings) {
        return parameters.options().admittedBy(admission).warning(text -> {
            if (!warnings.contains(text)) {
                warnings.add(text);
            }
        });
    }

    CompletableFuture<Reply> create(Resource resource, ResourcePath path, ApiRequest request, Renderer renderer) {
        WriteParameters parameters = WriteParameters.parse(request, "CreateOptions", "", false);
        List<String> warnings = new ArrayList<>();
        ObjectNode object = new ObjectDecoder(resource, parameters.validation(), warnings)
                .decode(request.body(), request.header("content-type"));
        checkNamespace(resource, path, object);
        return Later.of(() -> creator.create(resource, path.namespace(), object, options(parameters, warnings)))
                .handle((created, failure) -> {
                    if (failure == null) {
                        return renderer.object(201, created).warning(withAdvice(object, warnings));
                    }
                    if (Later.cause(failure) instanceof ApiError e) {
                        return Renderer.error(e, request.header("accept")).warning(warnings);
                    }
                    throw Later.thrown(failure);
                });
    }

    CompletableFuture<Reply> replace(Resource resource, ResourcePath path, ApiRequest request, Renderer renderer) {
        WriteParameters parameters = WriteParameters.parse(request, "UpdateOptions", path.subresource(), false);
        List<String> warnings = new ArrayList<>();
        ObjectNode object = new ObjectDecoder(resource, parameters.validation(), warnings)
                .decode(request.body(), request.header("content-type"));
        String name = Meta.text(object, "name");
        if (name.isEmpty()) {
            throw ApiError.badRequest("the name of the object (" + path.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        checkName(path, name);
        checkNamespace(resource, path, object);
        String uid = Meta.text(object, "uid");
        if (resource.strategy().createOnUpdate()
                && path.subresource().isEmpty()
                && objects.find(resource, path.namespace(), name).isEmpty()) {
            return creator.create(resource, path.namespace(), object, options(parameters, warnings))
                    .thenApply(created -> renderer.object(201, created).warning(warnings));
        }
        return updater.update(
                        resource, path.namespace(), name, options(parameters, warnings), Ownership.UPDATE, current -> {
                            String actual = Meta.text(current, "uid");
                            if (!uid.isEmpty() && !uid.equals(actual)) {
                                throw ApiError.conflict(
                                        resource.id(),
                                        name,
                                        Objects.uidConflict(resource, path.namespace(), name, uid, actual));
                            }
                            return object.deepCopy();
                        })
                .thenApply(updated -> {
                    ObjectNode written = path.subresource().isEmpty() ? object : updated.node();
                    return renderer.object(200, updated).warning(withAdvice(written, warnings));
                });
    }

    CompletableFuture<Reply> patch(Resource resource, ResourcePath path, ApiRequest request, Renderer renderer) {
        String type = ObjectDecoder.mediaType(request.header("content-type"));
        List<String> accepted = resource.custom()
                ? List.of(JSON_PATCH, MERGE_PATCH, APPLY_PATCH)
                : List.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH);
        if (!accepted.contains(type)) {
            throw ApiError.unsupportedMediaType(accepted);
        }
        WriteParameters parameters =
                WriteParameters.parse(request, "PatchOptions", path.subresource(), type.equals(APPLY_PATCH));
        return type.equals(APPLY_PATCH)
                ? apply(resource, path, request, parameters, renderer)
                : patch(resource, path, type, request, parameters, renderer);
    }

    private CompletableFuture<Reply> patch(
            Resource resource,
            ResourcePath path,
            String type,
            ApiRequest request,
            WriteParameters parameters,
            Renderer renderer) {
        JsonNode patch = readPatch(request.body());
        List<String> warnings = new ArrayList<>();
        return updater.update(
                        resource,
                        path.namespace(),
                        path.name(),
                        options(parameters, warnings),
                        Ownership.UPDATE,
                        current -> {
                            ObjectNode fresh = switch (type) {
                                case JSON_PATCH -> Patches.jsonPatch(current, patch);
                                case MERGE_PATCH -> Patches.mergePatch(current, patch);
                                default -> Patches.strategicMerge(current, patch, resource.schema());
                            };
                            warnings.clear();
                            ObjectDecoder decoder = new ObjectDecoder(resource, parameters.validation(), warnings);
                            decoder.checkType(fresh);
                            decoder.settlePatched(fresh);
                            checkName(path, Meta.text(fresh, "name"));
                            checkNamespace(resource, path, fresh);
                            return fresh;
                        })
                .thenApply(patched -> renderer.object(200, patched).warning(withAdvice(patched.node(), warnings)));
    }

    private static JsonNode readPatch(byte[] body) {
        try {
            return BodyReader.json(body).value();
        } catch (MalformedException e) {
            throw ApiError.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    private CompletableFuture<Reply> apply(
            Resource resource, ResourcePath path, ApiRequest request, WriteParameters parameters, Renderer renderer) {
        List<String> warnings = new ArrayList<>();
        ObjectNode applied = readApply(request.body(), parameters.validation(), warnings);
        if (!applied.path("metadata").path("name").isMissingNode()) {
            checkName(path, Meta.text(applied, "name"));
        }
        checkApplied(resource.kind(), applied);
        checkNamespace(resource, path, applied);
        Meta.of(applied).put("name", path.name());
        return applier.apply(
                        resource,
                        path.namespace(),
                        path.name(),
                        applied,
                        options(parameters, warnings),
                        parameters.force())
                .thenApply(result -> renderer.object(result.created() ? 201 : 200, result.object())
                        .warning(withAdvice(result.object().node(), warnings)));
    }

    /** Kubernetes' {@code versioncheck.go} of {@code k8s.io/apimachinery/pkg/util/managedfields/internal}. */
    private static void checkApplied(GroupVersionKind expected, ObjectNode applied) {
        String apiVersion = applied.path("apiVersion").asText("");
        String kind = applied.path("kind").asText("");
        if (!apiVersion.equals(expected.apiVersion()) || !kind.equals(expected.kind())) {
            String version = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
            throw ApiError.badRequest("invalid object type: " + version + ", Kind=" + kind);
        }
    }

    private static ObjectNode readApply(byte[] body, Validation validation, List<String> warnings) {
        try {
            BodyReader.Body read = BodyReader.yaml(body);
            if (validation == Validation.STRICT && !read.repeated().isEmpty()) {
                throw ApiError.badRequest("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal"
                        + " errors:\n  " + String.join("\n  ", read.repeated()));
            }
            if (validation == Validation.WARN) {
                warnings.addAll(read.repeated());
            }
            if (read.value().isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (read.value() instanceof ObjectNode object) {
                return object;
            }
            throw ApiError.badRequest(
                    "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
                            + GoJson.kind(read.value()) + " into Go value of type map[string]interface {}");
        } catch (MalformedException e) {
            throw ApiError.badRequest("error decoding YAML: " + e.getMessage());
        }
    }

    private static List<String> withAdvice(ObjectNode object, List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(ObjectMeta.warnings(object));
        return all;
    }

    private static void checkName(ResourcePath path, String name) {
        if (!name.equals(path.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + path.name() + ")");
        }
    }

    private static void checkNamespace(Resource resource, ResourcePath path, ObjectNode object) {
        String said = Meta.text(object, "namespace");
        if (resource.namespaced() && !said.isEmpty() && !said.equals(path.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }
}
