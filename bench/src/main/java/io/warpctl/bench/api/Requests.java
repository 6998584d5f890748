package io.warpctl.bench.api;

import java.nio.charset.StandardCharsets;

/** Requests as bytes. Objects are 1 KB as they are sent. */
final class Requests {
    private static final int SIZE = 1_024;

    private Requests() {}

    static byte[] get(String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n\r\n");
    }

    static byte[] getGzip(String path) {
        return bytes("GET " + path
                + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n\r\n");
    }

    static byte[] send(String method, String path, String json) {
        return bytes(method + " " + path + " HTTP/1.1\r\nHost: bench\r\nUser-Agent: bench/1\r\n"
                + "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    static byte[] createNamespace(String name) {
        return send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + name + "\"}}");
    }

    static String configMaps(String namespace) {
        return "/api/v1/namespaces/" + namespace + "/configmaps";
    }

    /** @param mark goes into the object, so that an update changes it */
    static String configMap(String name, String mark) {
        return padded(
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                        + "\",\"labels\":{\"app\":\"bench\"}},\"data\":{\"mark\":\"" + mark + "\",\"text\":\"",
                "\"}}");
    }

    static String things(String namespace) {
        return "/apis/bench.warpctl.io/v1/namespaces/" + namespace + "/things";
    }

    static String thing(String name, String mark) {
        return padded(
                "{\"apiVersion\":\"bench.warpctl.io/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"" + name
                        + "\",\"labels\":{\"app\":\"bench\"}},\"spec\":{\"image\":\"" + mark
                        + "\",\"replicas\":3,\"ports\":[{\"name\":\"http\",\"port\":8080},{\"name\":\"admin\",\"port\":8081}],"
                        + "\"note\":\"",
                "\"}}");
    }

    /** The definition of things: a schema with a default, bounds, a list map and a rule. */
    static byte[] createThings() {
        String port = "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"},"
                + "\"port\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":65535},"
                + "\"protocol\":{\"type\":\"string\",\"default\":\"TCP\"}}}";
        String spec = "{\"type\":\"object\",\"properties\":{\"image\":{\"type\":\"string\",\"maxLength\":200},"
                + "\"replicas\":{\"type\":\"integer\",\"minimum\":0},\"note\":{\"type\":\"string\",\"maxLength\":2000},"
                + "\"ports\":{\"type\":\"array\",\"maxItems\":16,\"x-kubernetes-list-type\":\"map\","
                + "\"x-kubernetes-list-map-keys\":[\"name\"],\"items\":" + port + "}},\"x-kubernetes-validations\":"
                + "[{\"rule\":\"self.replicas <= 100\",\"message\":\"at most 100 replicas\"}]}";
        return send(
                "POST",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                "{\"metadata\":{\"name\":\"things.bench.warpctl.io\"},\"spec\":{\"group\":\"bench.warpctl.io\","
                        + "\"scope\":\"Namespaced\",\"names\":{\"kind\":\"Thing\",\"plural\":\"things\"},\"versions\":"
                        + "[{\"name\":\"v1\",\"served\":true,\"storage\":true,\"subresources\":{\"status\":{}},"
                        + "\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":" + spec
                        + "}}}}]}}");
    }

    private static String padded(String start, String end) {
        return start + "x".repeat(Math.max(0, SIZE - start.length() - end.length())) + end;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
