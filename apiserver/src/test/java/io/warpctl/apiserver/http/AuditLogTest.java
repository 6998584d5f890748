package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path directory;

    private static HttpResponse<String> send(ApiServer server, String user, String method, String path, String body)
            throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Authorization", "Bearer " + user)
                                .header("User-Agent", "auditor")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void saysWhoDidWhatAndNeverTheValuesOfSecrets() throws Exception {
        ApiServerOptions options = ApiServerOptions.in(directory).withoutTls().tokens(token -> switch (token) {
            case "alice" -> Optional.of(User.of("alice", List.of(User.MASTERS)));
            case "bob" -> Optional.of(User.of("bob", List.of("guests")));
            default -> Optional.empty();
        });
        String id;
        try (ApiServer server = ApiServer.start(options)) {
            String secrets = "/api/v1/namespaces/default/secrets";
            id = send(
                            server,
                            "alice",
                            "POST",
                            secrets,
                            "{\"metadata\":{\"generateName\":\"s-\"},\"stringData\":{\"p\":\"hunter2\"}}")
                    .headers()
                    .firstValue("audit-id")
                    .orElseThrow();
            send(server, "alice", "GET", "/api/v1/namespaces/default/configmaps", "");
            send(server, "alice", "GET", secrets, "");
            send(server, "bob", "DELETE", "/api/v1/namespaces/default/configmaps/c", "");
            send(server, "mallory", "GET", "/api/v1/namespaces", "");
            send(server, "alice", "DELETE", "/api/v1/namespaces/default/configmaps/none", "");
        }
        String text = Files.readString(directory.resolve("audit/audit.log"));
        assertThat(text).doesNotContain("hunter2", "aHVudGVyMg", "mallory");
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            JsonNode node = new ObjectMapper().readTree(line);
            lines.add(node.path("user").asText("-") + " " + node.path("verb").asText() + " "
                    + node.at("/object/resource").asText("-") + " "
                    + node.path("code").asInt());
            assertThat(node.path("sourceIP").asText()).isEqualTo("127.0.0.1");
            assertThat(node.path("userAgent").asText()).isEqualTo("auditor");
        }
        assertThat(lines)
                .containsExactly(
                        "alice create secrets 201",
                        "alice list secrets 200",
                        "bob delete configmaps 403",
                        "- GET - 401",
                        "alice delete configmaps 404");
        JsonNode first = new ObjectMapper().readTree(text.lines().findFirst().orElseThrow());
        assertThat(first.path("auditID").asText()).isEqualTo(id);
        assertThat(first.at("/object/name").asText()).startsWith("s-");
        assertThat(first.at("/object/namespace").asText()).isEqualTo("default");
    }

    @Test
    void filesAreBoundedInLengthAndNumber() throws Exception {
        ApiRequest request =
                new ApiRequest("POST", "/x", Query.parse(""), Map.of("user-agent", "a"), new byte[0], Optional.empty());
        try (AuditLog log = AuditLog.in(directory, InstantSource.system(), 2_000, 3)) {
            for (int i = 0; i < 100; i++) {
                log.record(new AuditLog.Entry("id" + i, request, Optional.empty(), Optional.empty(), 401, ""));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("audit.log", "audit.log.1", "audit.log.2");
        }
        for (String name : List.of("audit.log", "audit.log.1", "audit.log.2")) {
            assertThat(Files.size(directory.resolve(name))).isBetween(1L, 2_000L);
        }
        assertThat(Files.readString(directory.resolve("audit.log"))).contains("id99");
    }
}
