package io.warpctl.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.Resources;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The OpenAPI documents, made when first asked for and kept until the served types change. */
public final class OpenApi {

    private static final String V3_REF = "#/components/schemas/";

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

    private Map<String, java.util.List<Resource>> documents() {
        Map<String, java.util.List<Resource>> documents = new TreeMap<>();
        for (Resource each : resources.all()) {
            String path = each.kind().group().isEmpty() ? "api/v1" : "apis/" + each.apiVersion();
            documents.computeIfAbsent(path, key -> new java.util.ArrayList<>()).add(each);
        }
        return documents;
    }

    /** The document of a group, e.g. {@code apis/demo.example.com/v1}. */
    public synchronized Optional<byte[]> document(String path) {
        if (number != resources.number()) {
            number = resources.number();
            cache.clear();
        }
        byte[] known = cache.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        java.util.List<Resource> types = documents().get(path);
        if (types == null) {
            return Optional.empty();
        }
        byte[] made = Json.bytes(v3(types));
        cache.put(path, made);
        return Optional.of(made);
    }

    private static ObjectNode v3(java.util.List<Resource> types) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.4");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (Resource type : types) {
            new OpenApiPaths(paths, type).add();
            OpenApiSchemas.add(schemas, type, V3_REF);
        }
        OpenApiSchemas.shared(schemas);
        return document;
    }

    /** {@code /openapi/v2}. */
    public synchronized byte[] v2() {
        ObjectNode document = Json.object().put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.4");
        document.putObject("paths");
        ObjectNode definitions = document.putObject("definitions");
        resources.all().forEach(type -> OpenApiSchemas.add(definitions, type, "#/definitions/"));
        OpenApiSchemas.shared(definitions);
        OpenApiSchemas.asV2(definitions);
        return Json.bytes(document);
    }
}
