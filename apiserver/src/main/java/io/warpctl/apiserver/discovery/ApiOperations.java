package io.warpctl.apiserver.discovery;

import io.warpctl.apiserver.registry.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The operations of a type, in the order documents have them. */
final class ApiOperations {

    private static final List<String> LIST = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "shardSelector",
            "timeoutSeconds",
            "watch");
    private static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
    private static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force");
    private static final List<String> DELETE = List.of(
            "dryRun",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "propagationPolicy");
    private static final String STATUS = OpenApiNames.META + "Status";

    private final Resource type;
    private final List<ApiOperation> all = new ArrayList<>();

    private ApiOperations(Resource type) {
        this.type = type;
    }

    static List<ApiOperation> of(Resource type) {
        ApiOperations operations = new ApiOperations(type);
        operations.collect();
        return operations.all;
    }

    private void collect() {
        String root = type.kind().group().isEmpty() ? "/api/" + type.kind().version() : "/apis/" + type.apiVersion();
        String plural = "/" + type.id().resource();
        String base = type.namespaced() ? root + "/namespaces/{namespace}" + plural : root + plural;
        String schema = OpenApiNames.schema(type);
        String kind = type.kind().kind();
        boolean stored = type.verbs().contains("list");
        if (stored) {
            add(
                    base,
                    "get",
                    "list",
                    "",
                    "list",
                    "list objects of kind " + kind,
                    LIST,
                    "",
                    Map.of(200, schema + "List"));
        }
        Map<Integer, String> created = Map.of(200, schema, 201, schema, 202, schema);
        add(base, "post", "create", "", "post", "create " + article(kind), WRITE, schema, created);
        if (!stored) {
            return;
        }
        add(
                base,
                "delete",
                "delete",
                "Collection",
                "deletecollection",
                "delete collection of " + kind,
                LIST,
                "",
                Map.of(200, STATUS));
        object(base + "/{name}", "", schema);
        for (Subresources each : Subresources.of(type)) {
            if (each.verbs().contains("patch")) {
                object(
                        base + "/{name}/" + each.name(),
                        each.name(),
                        each.group().isEmpty()
                                ? schema
                                : OpenApiNames.builtIn(each.group(), each.version(), each.kind()));
            }
        }
        if (type.namespaced()) {
            String id = OpenApiNames.operation("list", type, "", "") + "ForAllNamespaces";
            all.add(new ApiOperation(
                    root + plural,
                    "get",
                    id,
                    "list",
                    "list objects of kind " + kind,
                    LIST,
                    "",
                    false,
                    Map.of(200, schema + "List")));
        }
    }

    private void object(String path, String subresource, String schema) {
        String kind = type.kind().kind();
        String of = (subresource.isEmpty() ? "" : " " + subresource + " of") + " the specified " + kind;
        add(path, "get", "read", subresource, "get", "read" + of, List.of("resourceVersion"), "", Map.of(200, schema));
        Map<Integer, String> replaced = Map.of(200, schema, 201, schema);
        add(path, "put", "replace", subresource, "put", "replace" + of, WRITE, schema, replaced);
        if (subresource.isEmpty()) {
            Map<Integer, String> gone = new TreeMap<>(Map.of(200, STATUS, 202, STATUS));
            String options = OpenApiNames.META + "DeleteOptions";
            add(path, "delete", "delete", "", "delete", "delete " + article(kind), DELETE, options, gone);
        }
        String patch = OpenApiNames.META + "Patch";
        add(path, "patch", "patch", subresource, "patch", "partially update" + of, PATCH, patch, Map.of(200, schema));
    }

    private void add(
            String path,
            String method,
            String verb,
            String part,
            String action,
            String description,
            List<String> query,
            String body,
            Map<Integer, String> answers) {
        boolean collection = part.equals("Collection");
        String id = OpenApiNames.operation(
                verb,
                type,
                (collection ? part : "") + (type.namespaced() ? "Namespaced" : ""),
                collection || part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        boolean required = !body.isEmpty() && !method.equals("delete");
        all.add(new ApiOperation(path, method, id, action, description, query, body, required, new TreeMap<>(answers)));
    }

    private static String article(String kind) {
        if (kind.endsWith("s") && !kind.endsWith("ss")) {
            return kind;
        }
        return ("aeiou".indexOf(Character.toLowerCase(kind.charAt(0))) < 0 ? "a " : "an ") + kind;
    }
}
