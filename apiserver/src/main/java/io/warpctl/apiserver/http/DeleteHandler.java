package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.Renderer.ListMeta;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.registry.DeleteOptions;
import io.warpctl.apiserver.registry.DeleteOptions.Propagation;
import io.warpctl.apiserver.registry.Deleter;
import io.warpctl.apiserver.registry.Meta;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Preconditions;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deleting one object or a collection. */
final class DeleteHandler {

    private static final String POLICY = "propagationPolicy";
    private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

    private final Objects objects;
    private final Deleter deleter;
    private final ReadHandler reader;

    DeleteHandler(Objects objects, Deleter deleter, ReadHandler reader) {
        this.objects = objects;
        this.deleter = deleter;
        this.reader = reader;
    }

    Reply delete(Resource resource, ResourcePath path, ApiRequest request, Renderer renderer) {
        DeleteOptions options = options(request);
        Deleter.Deleted deleted = deleter.delete(resource, path.namespace(), path.name(), options);
        if (!deleted.gone()) {
            return renderer.object(200, deleted.object());
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", path.name());
        if (!resource.id().group().isEmpty()) {
            details.put("group", resource.id().group());
        }
        details.put("kind", resource.id().resource())
                .put("uid", Meta.text(deleted.object().node(), "uid"));
        return renderer.plain(200, status);
    }

    Reply deleteCollection(
            Resource resource, ResourcePath path, ApiRequest request, ListParameters parameters, Renderer renderer) {
        DeleteOptions options = options(request);
        List<Served> found = reader.all(resource, parameters);
        Reply reply =
                renderer.list(resource, found, new ListMeta(objects.store().version(), "", 0));
        for (Served each : found) {
            try {
                deleter.delete(resource, Meta.text(each.node(), "namespace"), Meta.text(each.node(), "name"), options);
            } catch (ApiError e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return reply;
    }

    private static DeleteOptions options(ApiRequest request) {
        // As Kubernetes does: who sends a body has said all with it, and the query does not count.
        ObjectNode body = request.body().length == 0 ? query(request.query()) : body(request);
        List<Cause> causes = new ArrayList<>();
        boolean dryRun = false;
        JsonNode runs = body.path("dryRun");
        for (JsonNode run : runs) {
            dryRun = true;
            if (!run.asText().equals("All")) {
                causes.add(Cause.notSupported("dryRun", runs, List.of("All")));
                break;
            }
        }
        Optional<Propagation> propagation = propagation(body, causes);
        if (!causes.isEmpty()) {
            throw ApiError.invalid("meta.k8s.io", "DeleteOptions", "", causes);
        }
        JsonNode conditions = body.path("preconditions");
        return new DeleteOptions(
                dryRun, propagation, new Preconditions(text(conditions, "uid"), text(conditions, "resourceVersion")));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue()).filter(value -> !value.isEmpty());
    }

    private static Optional<Propagation> propagation(ObjectNode body, List<Cause> causes) {
        Optional<String> policy = text(body, POLICY);
        JsonNode orphan = body.path("orphanDependents");
        if (policy.isPresent() && orphan.isBoolean()) {
            causes.add(
                    Cause.invalid(POLICY, policy.get(), "orphanDependents and deletionPropagation cannot be both set"));
            return Optional.empty();
        }
        if (policy.isEmpty()) {
            return orphan.asBoolean() ? Optional.of(Propagation.ORPHAN) : Optional.empty();
        }
        switch (policy.get()) {
            case "Background":
                return Optional.of(Propagation.BACKGROUND);
            case "Foreground":
                return Optional.of(Propagation.FOREGROUND);
            case "Orphan":
                return Optional.of(Propagation.ORPHAN);
            default:
                causes.add(Cause.notSupported(POLICY, policy.get(), POLICIES));
                return Optional.empty();
        }
    }

    private static ObjectNode query(Query query) {
        ObjectNode options = Json.object();
        query.optional(POLICY).ifPresent(policy -> options.put(POLICY, policy));
        query.number("gracePeriodSeconds").ifPresent(seconds -> options.put("gracePeriodSeconds", seconds));
        if (query.has("orphanDependents")) {
            options.put("orphanDependents", query.flag("orphanDependents"));
        }
        query.all("dryRun").forEach(options.withArray("/dryRun")::add);
        return options;
    }

    private static ObjectNode body(ApiRequest request) {
        try {
            JsonNode value = switch (ObjectDecoder.mediaType(request.header("content-type"))) {
                case "application/json" -> BodyReader.json(request.body()).value();
                case "application/yaml" -> BodyReader.yaml(request.body()).value();
                case "application/vnd.kubernetes.protobuf" -> Protobuf.read(request.body());
                default -> throw ApiError.unsupportedMediaType(Accept.MEDIA_TYPES);
            };
            if (!(value instanceof ObjectNode object)) {
                throw ApiError.badRequest("couldn't get version/kind; json parse error: json: cannot unmarshal "
                        + GoJson.kind(value) + " into DeleteOptions");
            }
            String kind = object.path("kind").asText("");
            if (!kind.isEmpty() && !kind.equals("DeleteOptions")) {
                throw ApiError.badRequest("no kind \"" + kind + "\" is registered for version \""
                        + object.path("apiVersion").asText("")
                        + "\" in scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\"");
            }
            return object;
        } catch (MalformedException e) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }
}
