package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.registry.Resource;
import java.util.List;

/** The paths of a type in an OpenAPI v3 document: enough for clients to find types, schemas and which options are understood. */
final class OpenApiPaths {

    private static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
    private static final List<String> LIST = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "timeoutSeconds",
            "watch");
    private static final List<String> DELETE =
            List.of("dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy");

    private final ObjectNode paths;
    private final Resource type;
    private final String schema;

    OpenApiPaths(ObjectNode paths, Resource type) {
        this.paths = paths;
        this.type = type;
        this.schema = OpenApiNames.schema(type);
    }

    void add() {
        String root = type.kind().group().isEmpty() ? "/api/" + type.kind().version() : "/apis/" + type.apiVersion();
        String plural = "/" + type.id().resource();
        boolean namespaced = type.namespaced();
        String base = namespaced ? root + "/namespaces/{namespace}" + plural : root + plural;
        collection(paths.putObject(base), namespaced);
        if (!type.verbs().contains("list")) {
            return;
        }
        object(paths.putObject(base + "/{name}"), namespaced, "");
        for (Subresources each : Subresources.of(type)) {
            if (each.verbs().contains("patch")) {
                object(paths.putObject(base + "/{name}/" + each.name()), namespaced, suffix(each.name()));
            }
        }
        if (namespaced) {
            ObjectNode all = paths.putObject(root + plural);
            operation(all, "get", "list", "list", "ForAllNamespaces", false, List.of());
            parameters(all, LIST);
        }
    }

    private static String suffix(String subresource) {
        return subresource.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + subresource.substring(1);
    }

    private void collection(ObjectNode path, boolean namespaced) {
        if (type.verbs().contains("list")) {
            operation(path, "get", "list", "list", "", namespaced, LIST);
            operation(path, "delete", "deleteCollection", "deletecollection", "", namespaced, DELETE);
        }
        operation(path, "post", "create", "post", "", namespaced, WRITE);
        pathParameters(path, namespaced, false);
    }

    private void object(ObjectNode path, boolean namespaced, String suffix) {
        operation(path, "get", "read", "get", suffix, namespaced, List.of("resourceVersion"));
        operation(path, "put", "replace", "put", suffix, namespaced, WRITE);
        ObjectNode patch = operation(path, "patch", "patch", "patch", suffix, namespaced, WRITE);
        patch.withArray("parameters").add(parameter("force", "query", "boolean"));
        if (suffix.isEmpty()) {
            operation(path, "delete", "delete", "delete", suffix, namespaced, DELETE);
        }
        pathParameters(path, namespaced, true);
    }

    private static void pathParameters(ObjectNode path, boolean namespaced, boolean named) {
        ArrayNode parameters = path.withArray("parameters");
        if (named) {
            parameters.add(parameter("name", "path", "string").put("required", true));
        }
        if (namespaced) {
            parameters.add(parameter("namespace", "path", "string").put("required", true));
        }
        parameters.add(parameter("pretty", "query", "string"));
    }

    private ObjectNode operation(
            ObjectNode path,
            String method,
            String verb,
            String action,
            String suffix,
            boolean namespaced,
            List<String> query) {
        ObjectNode operation = path.putObject(method);
        operation.putArray("tags").add(OpenApiNames.tag(type));
        operation.put("operationId", OpenApiNames.operation(verb, type, namespaced, suffix));
        parameters(operation, query);
        boolean body = method.equals("post") || method.equals("put");
        if (body) {
            content(operation.putObject("requestBody"), schema).put("required", true);
        } else if (method.equals("patch")) {
            ObjectNode content = operation.putObject("requestBody").putObject("content");
            for (String media : List.of(
                    "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json")) {
                content.putObject(media).putObject("schema").put("type", "object");
            }
        }
        ObjectNode responses = operation.putObject("responses");
        content(responses.putObject("200").put("description", "OK"), action.equals("list") ? schema + "List" : schema);
        responses.putObject("401").put("description", "Unauthorized");
        operation.put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", type.kind().group())
                .put("version", type.kind().version())
                .put("kind", type.kind().kind());
        return operation;
    }

    private static ObjectNode content(ObjectNode parent, String schema) {
        parent.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
        return parent;
    }

    private static void parameters(ObjectNode operation, List<String> names) {
        ArrayNode array = operation.withArray("parameters");
        names.forEach(name -> array.add(parameter(name, "query", typeOf(name))));
    }

    private static String typeOf(String parameter) {
        return switch (parameter) {
            case "limit", "timeoutSeconds", "gracePeriodSeconds" -> "integer";
            case "watch", "allowWatchBookmarks", "sendInitialEvents", "orphanDependents" -> "boolean";
            default -> "string";
        };
    }

    private static ObjectNode parameter(String name, String in, String type) {
        ObjectNode parameter =
                io.warpctl.apiserver.codec.Json.object().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type).put("uniqueItems", true);
        return parameter;
    }
}
