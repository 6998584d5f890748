package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to requests of which there is no recording; each test names the Kubernetes source of its rule. */
class ConformingRequestsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: b}}";
    private static final String APPLY = "application/apply-patch+yaml";

    private static PlainServer server;

    @BeforeAll
    static void start() {
        server = new PlainServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return server.send(method, path, type, body);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    /** {@code k8s.io/apimachinery/pkg/util/managedfields/internal/versioncheck.go}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /, Kind=",
                "{apiVersion: v2, kind: ConfigMap} | /v2, Kind=ConfigMap",
                "{apiVersion: apps/v1, kind: ConfigMap} | apps/v1, Kind=ConfigMap",
                "{apiVersion: v1, kind: Secret} | /v1, Kind=Secret"
            })
    void applyOfAnotherTypeIsRefused(String body, String shown) throws Exception {
        HttpResponse<String> response = send("PATCH", MAPS + "/other?fieldManager=m", APPLY, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("message").asText()).isEqualTo("invalid object type: " + shown);
    }

    /** {@code ValidateFieldManager} in {@code k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go}. */
    @Test
    void managersArePrintable() throws Exception {
        HttpResponse<String> response = send("PATCH", MAPS + "/m?fieldManager=a%07", APPLY, MAP);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).at("/details/causes/0/message").asText())
                .isEqualTo("Invalid value: \"a\\a\": invalid character U+0007 (at position 1)");
    }

    /** {@code applyPatcher} in {@code k8s.io/apiserver/pkg/endpoints/handlers/patch.go}. */
    @Test
    void appliedKeysStandOnce() throws Exception {
        String twice = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: twice}\ndata:\n  a: b\n  a: c\n";
        HttpResponse<String> strict =
                send("PATCH", MAPS + "/twice?fieldManager=m&fieldValidation=Strict", APPLY, twice);
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(json(strict).path("message").asText())
                .isEqualTo("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                        + "  line 6: key \"a\" already set in map");
        HttpResponse<String> warn = send("PATCH", MAPS + "/twice?fieldManager=m", APPLY, twice);
        assertThat(warn.statusCode()).isEqualTo(201);
        assertThat(warn.headers().allValues("warning"))
                .containsExactly("299 - \"line 6: key \\\"a\\\" already set in map\"");
    }

    /** {@code yaml_parser_set_parser_error} and {@code failf} of Go's YAML decoder. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: c | error converting YAML to JSON: yaml: mapping values are not allowed in this context",
                "x: 1\\na: b: c | error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this"
                        + " context",
                "a: [1 | error converting YAML to JSON: yaml: did not find expected ',' or ']'",
                "[1] | error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type"
                        + " map[string]interface {}"
            })
    void malformedYamlIsToldOfAsByKubernetes(String body, String fault) throws Exception {
        HttpResponse<String> response = send("PATCH", MAPS + "/m?fieldManager=m", APPLY, body.replace("\\n", "\n"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("message").asText()).isEqualTo("error decoding YAML: " + fault);
    }

    /** {@code DeleteResource} in {@code k8s.io/apiserver/pkg/endpoints/handlers/delete.go}. */
    @Test
    void theQueryOfADeleteCountsOnlyWithoutABody() throws Exception {
        send("POST", MAPS, "application/yaml", MAP.replace("name: m", "name: gone"));
        assertThat(send("DELETE", MAPS + "/gone?gracePeriodSeconds=soon", "application/json", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("DELETE", MAPS + "/gone?dryRun=All&propagationPolicy=odd", "application/json", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", MAPS + "/gone", "application/json", "").statusCode())
                .isEqualTo(404);
    }

    /** {@code RequestInfoFactory} in {@code k8s.io/apiserver/pkg/endpoints/request/requestinfo.go}. */
    @Test
    void watchesHaveADeprecatedPath() throws Exception {
        HttpResponse<String> watch =
                send("GET", "/api/v1/watch/namespaces/default?timeoutSeconds=1", "application/json", "");
        assertThat(watch.statusCode()).isEqualTo(200);
        assertThat(json(watch).path("type").asText()).isEqualTo("ADDED");
    }

    /** {@code k8s.io/apiserver/pkg/server/routes/index.go}. */
    @Test
    void theRootNamesPaths() throws Exception {
        assertThat(json(send("GET", "/", "application/json", "")).path("paths"))
                .extracting(JsonNode::asText)
                .contains("/api/v1", "/apis/apiextensions.k8s.io/v1", "/version");
    }
}
