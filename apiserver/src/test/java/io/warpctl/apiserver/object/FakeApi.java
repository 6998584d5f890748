package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.schema.CustomType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The least of an API server that lets recorded scenarios about one custom resource run: no HTTP, no storage. */
final class FakeApi {
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "GET");
    private static final GroupResource WIDGETS = new GroupResource("demo.example.com", "widgets");
    private static final String TIME = "2026-01-01T00:00:00Z";

    private final CustomType type = CustomType.compile((ObjectNode) Json.resource("widgets-crd.json"), "v1");
    private final Map<String, ObjectNode> stored = new HashMap<>();
    private int version = 1;

    static boolean understands(JsonNode request) {
        JsonNode body = request.path("body");
        boolean broken = body.isTextual() && body.textValue().length() < 2;
        boolean options = request.path("query").path("fieldManager").asText().length() > 128;
        return METHODS.contains(request.path("method").asText())
                && request.path("path").asText().contains("/v1/namespaces/t/widgets")
                && !body.has("$concat")
                && !body.has("$base64")
                && !options
                && !broken;
    }

    ObjectNode serve(JsonNode request) {
        try {
            return answer(request);
        } catch (ApiError e) {
            return e.status();
        }
    }

    private ObjectNode answer(JsonNode request) {
        String[] path = request.path("path").asText().split("/");
        String name = path.length > 7 ? path[7] : "";
        String subresource = path.length > 8 ? path[8] : "";
        JsonNode sent = request.path("body");
        JsonNode body = Json.of((sent.isTextual() ? sent.textValue() : sent.toString()).replace("<time>", TIME));
        JsonNode query = request.path("query");
        String agent =
                request.path("headers").path("User-Agent").asText("recorder").split("/")[0];
        String manager = query.path("fieldManager").asText(agent);
        if (request.path("method").asText().equals("POST")) {
            return store(JsonNodeFactory.instance.objectNode(), (ObjectNode) body, manager, subresource);
        }
        String format = request.path("headers").path("Content-Type").asText();
        ObjectNode old = stored.get(name);
        if (format.contains("apply-patch")) {
            if (old == null && !subresource.isEmpty()) {
                throw ApiError.notFound(WIDGETS, name);
            }
            ObjectNode live = old == null ? JsonNodeFactory.instance.objectNode() : old;
            boolean force = query.path("force").asBoolean();
            ObjectNode merged = ManagedFields.applied(
                    live,
                    (ObjectNode) body,
                    manager,
                    subresource,
                    "demo.example.com/v1",
                    force,
                    TIME,
                    type.typeSchema());
            return finish(live, merged);
        }
        if (old == null) {
            throw ApiError.notFound(WIDGETS, name);
        }
        if (request.path("method").asText().equals("GET")) {
            return old;
        }
        ObjectNode fresh = format.contains("json-patch")
                ? Patches.jsonPatch(old, body)
                : format.contains("merge-patch") ? Patches.mergePatch(old, body) : body.deepCopy();
        if (!fresh.path("metadata").path("name").asText().equals(name)) {
            throw ApiError.badRequest("the name of the object ("
                    + fresh.path("metadata").path("name").asText() + ") does not match the name on the URL (" + name
                    + ")");
        }
        if (!fresh.path("metadata").has("resourceVersion")) {
            throw ApiError.invalid(
                    WIDGETS.group(),
                    WIDGETS.resource(),
                    name,
                    List.of(Cause.invalidShown("metadata.resourceVersion", "0", "must be specified for an update")));
        }
        fresh.withObjectProperty("metadata")
                .set("resourceVersion", old.path("metadata").get("resourceVersion"));
        fresh.withObjectProperty("metadata").set("uid", old.path("metadata").get("uid"));
        return store(old, fresh, manager, subresource);
    }

    private ObjectNode store(ObjectNode old, ObjectNode fresh, String manager, String subresource) {
        ObjectMeta.coerce(fresh);
        type.applyDefaults(fresh);
        type.prune(fresh);
        ObjectNode owned =
                ManagedFields.updated(old, fresh, manager, subresource, "demo.example.com/v1", TIME, type.typeSchema());
        ObjectNode allowed = owned;
        if (subresource.equals("status")) {
            allowed = old.deepCopy();
            allowed.set("status", owned.path("status"));
            allowed.withObjectProperty("metadata")
                    .set("managedFields", owned.path("metadata").path("managedFields"));
        } else if (old.has("status")) {
            allowed.set("status", old.get("status"));
        } else {
            allowed.remove("status");
        }
        return finish(old, allowed);
    }

    private ObjectNode finish(ObjectNode old, ObjectNode fresh) {
        type.applyDefaults(fresh);
        ObjectNode metadata = fresh.withObjectProperty("metadata");
        metadata.put("namespace", "t");
        boolean creates = old.isEmpty();
        if (creates) {
            metadata.put("uid", "u").put("creationTimestamp", TIME).put("generation", 1);
        } else {
            ObjectMeta.keepServerFields(fresh, old);
            if (!JsonEquality.equal(old.path("spec"), fresh.path("spec"))) {
                metadata.put(
                        "generation", old.path("metadata").path("generation").asInt() + 1);
            }
        }
        List<Cause> causes = type.validate(fresh, creates ? Optional.empty() : Optional.of(old));
        if (!causes.isEmpty()) {
            GroupVersionKind kind = GroupVersionKind.of(fresh);
            throw ApiError.invalid(
                    kind.group(), kind.kind(), metadata.path("name").asText(), causes);
        }
        metadata.put("resourceVersion", "" + version++);
        stored.put(metadata.path("name").asText(), fresh);
        return fresh;
    }
}
