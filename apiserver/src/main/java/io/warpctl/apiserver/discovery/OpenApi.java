package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The OpenAPI documents, made when first asked for and kept until the served types change. */
public final class OpenApi {

    private static final String VERSION = "1.36";
    /** No path of a version 3 document. */
    private static final String V2 = "/";

    private final Resources resources;
    private final Map<String, byte[]> cache = new HashMap<>();
    private long number = -1;

    public OpenApi(Resources resources) {
        this.resources = resources;
    }

    /** {@code /openapi/v3}: where each group's document is. */
    public synchronized byte[] index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (String path : documents().keySet()) {
            String hash = HexFormat.of()
                    .withUpperCase()
                    .formatHex(Discovery.digest(document(path).orElseThrow()));
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
        }
        return Json.bytes(index);
    }

    /** The types by the path of the document they are in. */
    private Map<String, List<Resource>> documents() {
        Map<String, List<Resource>> documents = new TreeMap<>();
        for (String path : List.of("api", "apis", "version")) {
            documents.put(path, List.of());
        }
        for (Resource each : resources.all()) {
            String group = each.kind().group();
            String path = group.isEmpty() ? "api/v1" : "apis/" + each.apiVersion();
            documents.computeIfAbsent(path, key -> new ArrayList<>()).add(each);
            if (!group.isEmpty() && !each.custom()) {
                documents.put("apis/" + group, List.of());
            }
        }
        return documents;
    }

    /** The document of a group, e.g. {@code apis/demo.example.com/v1}. */
    public synchronized Optional<byte[]> document(String path) {
        forgetOld();
        byte[] known = cache.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        List<Resource> types = documents().get(path);
        if (types == null) {
            return Optional.empty();
        }
        byte[] made = Json.bytes(types.isEmpty() ? discovery(path) : v3(types));
        cache.put(path, made);
        return Optional.of(made);
    }

    private void forgetOld() {
        if (number != resources.number()) {
            number = resources.number();
            cache.clear();
        }
    }

    private static ObjectNode v3(List<Resource> types) {
        ObjectNode document = begin(types.get(0).custom());
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (Resource type : types) {
            OpenApiPaths.add(paths, type, false);
            OpenApiTypes.add(schemas, type, false);
        }
        OpenApiTypes.addReferred(schemas, paths, schemas);
        return document;
    }

    private static ObjectNode begin(boolean custom) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info")
                .put("title", custom ? "Kubernetes CRD Swagger" : "Kubernetes")
                .put("version", custom ? "v0.1.0" : VERSION);
        return document;
    }

    /** The documents of what is no type: the lists of versions and groups, and the server's version. */
    private static ObjectNode discovery(String path) {
        ObjectNode document = begin(false);
        String group = path.substring(path.lastIndexOf('/') + 1);
        String id = OpenApiNames.camel(path.equals("api") ? "core" : path.equals("version") ? "code" : group);
        String schema = OpenApiNames.META
                + switch (path) {
                    case "api" -> "APIVersions";
                    case "apis" -> "APIGroupList";
                    default -> "APIGroup";
                };
        if (path.equals("version")) {
            schema = "io.k8s.apimachinery.pkg.version.Info";
        }
        ObjectNode get = document.putObject("paths").putObject("/" + path + "/").putObject("get");
        get.putArray("tags").add(id.substring(0, 1).toLowerCase(Locale.ROOT) + id.substring(1));
        get.put(
                "operationId",
                path.equals("version")
                        ? "getCodeVersion"
                        : "get" + id + "API"
                                + (path.equals("api") ? "Versions" : path.equals("apis") ? "Versions" : "Group"));
        ObjectNode responses = get.putObject("responses");
        responses
                .putObject("200")
                .put("description", "OK")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", OpenApiTypes.V3_REF + schema);
        responses.putObject("401").put("description", "Unauthorized");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        OpenApiTypes.addReferred(schemas, get);
        return document;
    }

    /** {@code /openapi/v2}. */
    public synchronized byte[] v2() {
        forgetOld();
        return cache.computeIfAbsent(V2, key -> Json.bytes(makeV2()));
    }

    private ObjectNode makeV2() {
        ObjectNode document = Json.object().put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", VERSION);
        ObjectNode paths = document.putObject("paths");
        ObjectNode definitions = document.putObject("definitions");
        resources.all().forEach(type -> {
            OpenApiPaths.add(paths, type, true);
            OpenApiTypes.add(definitions, type, true);
        });
        OpenApiTypes.addReferred(definitions, paths, definitions);
        OpenApiTypes.moveReferences(definitions);
        document.set("parameters", OpenApiParameters.shared());
        return document;
    }
}
