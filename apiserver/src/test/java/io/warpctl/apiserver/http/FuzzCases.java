package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.codec.Yaml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests near those that clients send, each from a number. */
final class FuzzCases {

    private static final String WIDGET = """
            {"apiVersion":"demo.example.com/v1","kind":"Widget","metadata":{"name":"a","namespace":"t",
            "labels":{"x":"y"},"finalizers":["demo.example.com/f"],"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap",
            "name":"c","uid":"u"}]},"spec":{"title":"one","size":"small","tags":["x","y"],"parts":[{"name":"p","count":2}],
            "port":80,"marks":{"m":"n"},"ratio":0.5,"big":9007199254740993,"embed":{"apiVersion":"v1","kind":"X",
            "metadata":{"name":"e"}}},"status":{"phase":"Up","conditions":[{"type":"Ready","status":"True"}]}}""";
    private static final String MAP = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"t","annotations":{"k":"v"}},
            "data":{"k":"v"},"binaryData":{"b":"AAE="},"immutable":false}""";
    private static final String SECRET = """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","namespace":"t"},"type":"Opaque",
            "data":{"p":"cQ=="},"stringData":{"s":"t"}}""";
    private static final String EVENT = """
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"a","namespace":"t"},"involvedObject":{"kind":"Widget",
            "name":"a","namespace":"t"},"reason":"R","message":"m","type":"Normal","count":1,
            "firstTimestamp":"2026-01-01T00:00:00Z","series":{"count":2,"lastObservedTime":"2026-01-01T00:00:00.000000Z"}}""";
    private static final String LEASE = """
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a","namespace":"t"},
            "spec":{"holderIdentity":"h","leaseDurationSeconds":15,"renewTime":"2026-01-01T00:00:00.000000Z"}}""";
    private static final String ROLE = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"a","namespace":"t"},
            "rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get"],"resourceNames":["s"]}]}""";
    private static final String BINDING = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"a","namespace":"t"},
            "subjects":[{"kind":"User","name":"u","apiGroup":"rbac.authorization.k8s.io"}],
            "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"a"}}""";
    private static final String REVIEW = """
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":
            {"verb":"get","resource":"secrets","namespace":"t"}}}""";

    /** What a path is for, with an object that belongs there. */
    private record Target(String path, boolean named, String object) {}

    private static final Target[] TARGETS = {
        new Target("/apis/demo.example.com/v1/namespaces/t/widgets", true, WIDGET),
        new Target("/apis/demo.example.com/v1/namespaces/t/widgets", true, WIDGET),
        new Target("/apis/demo.example.com/v1beta1/namespaces/t/widgets", true, WIDGET),
        new Target("/api/v1/namespaces/t/configmaps", true, MAP),
        new Target("/api/v1/namespaces/t/secrets", true, SECRET),
        new Target("/api/v1/namespaces/t/events", true, EVENT),
        new Target("/apis/events.k8s.io/v1/namespaces/t/events", true, EVENT),
        new Target("/apis/coordination.k8s.io/v1/namespaces/t/leases", true, LEASE),
        new Target("/apis/rbac.authorization.k8s.io/v1/namespaces/t/roles", true, ROLE),
        new Target("/apis/rbac.authorization.k8s.io/v1/namespaces/t/rolebindings", true, BINDING),
        new Target("/api/v1/namespaces/t/serviceaccounts", true, MAP.replace("ConfigMap", "ServiceAccount")),
        new Target("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", false, REVIEW),
        new Target("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", false, REVIEW),
        new Target("/apis/authorization.k8s.io/v1/subjectaccessreviews", false, REVIEW),
        new Target("/apis/authentication.k8s.io/v1/selfsubjectreviews", false, REVIEW),
    };
    private static final String[] ELSEWHERE = {
        "/",
        "/api",
        "/apis",
        "/api/v1",
        "/apis/demo.example.com",
        "/apis/demo.example.com/v1",
        "/version",
        "/readyz",
        "/livez/ping",
        "/openapi/v2",
        "/openapi/v3",
        "/openapi/v3/api/v1",
        "/openapi/v3/apis/demo.example.com/v1",
        "/api/v1/namespaces",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "//",
        "/api//v1/",
        "/metrics"
    };
    private static final String[] METHODS = {
        "GET", "GET", "POST", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "PATCH", "DELETE", "HEAD", "OPTIONS", "X"
    };
    private static final String[] ACCEPTS = {
        "application/json",
        "application/yaml",
        "application/vnd.kubernetes.protobuf",
        "*/*",
        "text/plain",
        ";;,;q=",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json;q=2",
        "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json"
    };
    private static final String[] PATCHES = {
        "application/json-patch+json",
        "application/merge-patch+json",
        "application/strategic-merge-patch+json",
        "application/apply-patch+yaml"
    };
    private static final String[] PARAMETERS = {
        "fieldManager",
        "fieldValidation",
        "dryRun",
        "force",
        "resourceVersion",
        "resourceVersionMatch",
        "limit",
        "continue",
        "labelSelector",
        "fieldSelector",
        "watch",
        "timeoutSeconds",
        "allowWatchBookmarks",
        "sendInitialEvents",
        "propagationPolicy",
        "gracePeriodSeconds",
        "orphanDependents",
        "includeObject",
        "pretty",
        "timeout",
        "nothing"
    };
    private static final String[] VALUES = {
        "",
        "0",
        "1",
        "-1",
        "true",
        "false",
        "abc",
        "All",
        "Strict",
        "Warn",
        "Ignore",
        "Exact",
        "NotOlderThan",
        "Background",
        "Foreground",
        "Orphan",
        "99999999999999999999",
        "a=b",
        "a in (b,c)",
        "a in (",
        "!a",
        "a!=b,c",
        "metadata.name=a",
        "spec.color=red",
        "metadata.namespace!=t",
        "spec.bogus=1",
        "x".repeat(200),
        "eyJ2IjoiIn0",
        "Metadata",
        "None",
        "Object",
        "1.5",
        "\u0001",
        "é"
    };

    private final Random random;
    private final Mutations mutations;

    FuzzCases(long seed) {
        random = new Random(seed);
        mutations = new Mutations(random);
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    ApiRequest next() {
        Target target = mutations.pick(TARGETS);
        String method = mutations.pick(METHODS);
        String path = target.path;
        String name = random.nextInt(3) == 0 ? "b" : "a";
        if (target.named && (!method.equals("POST") || rarely())) {
            path += random.nextInt(6) == 0 ? "" : "/" + name;
            if (random.nextInt(6) == 0) {
                path += mutations.pick(new String[] {"/status", "/scale", "/token", "/finalize", "/bogus", "/"});
            }
        }
        if (rarely()) {
            path = mutations.pick(ELSEWHERE);
            method = random.nextInt(3) == 0 ? method : "GET";
            if (!method.equals("GET") && (path.contains("namespaces") || path.contains("customresource"))) {
                method = "GET";
            }
        }
        if (rarely()) {
            int at = random.nextInt(path.length());
            path = path.substring(0, at) + mutations.text() + path.substring(at);
        }
        Map<String, String> headers = new HashMap<>(Map.of("authorization", "Bearer fuzz", "user-agent", "fuzz"));
        headers.put("accept", random.nextInt(3) == 0 ? mutations.pick(ACCEPTS) : "application/json");
        byte[] body = body(method, target, name, headers);
        return new ApiRequest(method, path, Query.parse(query()), headers, body, Optional.empty());
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(mutations.pick(PARAMETERS))
                    .append(rarely() ? "" : "=")
                    .append(URLEncoder.encode(mutations.pick(VALUES), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private byte[] body(String method, Target target, String name, Map<String, String> headers) {
        ObjectNode object = Json.read(target.object);
        if (target.named) {
            object.withObject("/metadata").put("name", name);
        }
        if (target.path.contains("v1beta1")) {
            object.put("apiVersion", "demo.example.com/v1beta1");
        }
        if (target.path.contains("events.k8s.io")) {
            object.put("apiVersion", "events.k8s.io/v1");
        }
        JsonNode value = random.nextInt(5) == 0 ? object : mutations.mutated(object);
        switch (method) {
            case "PATCH" -> {
                String type = mutations.pick(PATCHES);
                headers.put("content-type", rarely() ? mutations.text() : type);
                if (type.equals(PATCHES[0])) {
                    value = operations(object);
                } else if (type.equals(PATCHES[3]) && random.nextBoolean()) {
                    return damaged(Yaml.bytes(value instanceof ObjectNode node ? node : object));
                }
            }
            case "DELETE" -> {
                if (random.nextBoolean()) {
                    return new byte[0];
                }
                value = mutations.mutated(Json.read(
                        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\","
                                + "\"preconditions\":{\"uid\":\"u\"},\"gracePeriodSeconds\":0,\"dryRun\":[\"All\"]}"));
            }
            case "GET", "HEAD" -> {
                return new byte[0];
            }
            default -> {
                int form = random.nextInt(6);
                if (form == 0) {
                    headers.put("content-type", "application/yaml");
                    return damaged(Yaml.bytes(value instanceof ObjectNode node ? node : object));
                } else if (form == 1) {
                    headers.put("content-type", "application/vnd.kubernetes.protobuf");
                    return damaged(Protobuf.write(object).orElse(new byte[] {'k', '8', 's', 0}));
                }
                headers.put("content-type", rarely() ? mutations.text() : "application/json");
            }
        }
        return damaged(Json.bytes(value));
    }

    private byte[] damaged(byte[] bytes) {
        return rarely() ? mutations.mutated(bytes) : bytes;
    }

    /** A JSON patch, mostly of places that exist. */
    private JsonNode operations(ObjectNode object) {
        ArrayNode patch = Json.object().arrayNode();
        String[] kinds = {"add", "remove", "replace", "move", "copy", "test", "bogus"};
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode operation =
                    patch.addObject().put("op", mutations.pick(kinds)).put("path", pointer(object));
            if (random.nextInt(4) > 0) {
                operation.set("value", mutations.value(0));
            }
            if (random.nextInt(3) == 0) {
                operation.put("from", pointer(object));
            }
        }
        return random.nextInt(4) == 0 ? mutations.mutated(patch) : patch;
    }

    private String pointer(JsonNode object) {
        StringBuilder pointer = new StringBuilder();
        JsonNode at = object;
        while (at.isContainerNode() && !at.isEmpty() && random.nextInt(5) > 0) {
            if (at.isArray()) {
                int index = random.nextInt(at.size() + 1);
                pointer.append('/').append(index == at.size() ? "-" : "" + index);
                at = at.path(index);
            } else {
                List<String> names = new java.util.ArrayList<>();
                at.fieldNames().forEachRemaining(names::add);
                String name = rarely() ? mutations.key() : names.get(random.nextInt(names.size()));
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
                at = at.path(name);
            }
        }
        return rarely() ? pointer + mutations.text() : pointer.toString();
    }
}
