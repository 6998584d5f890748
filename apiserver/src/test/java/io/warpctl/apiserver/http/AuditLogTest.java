package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** More than one file takes. */
    private static void fill(AuditLog log, String id) {
        ApiRequest request =
                new ApiRequest("POST", "/x", Query.parse(""), Map.of("user-agent", "a"), new byte[0], Optional.empty());
        for (int i = 0; i < 100; i++) {
            log.record(
                    new AuditLog.Entry(id + i, request, Optional.empty(), Optional.empty(), Optional.empty(), 401, ""));
        }
    }

    @Test
    void aFileThatCannotBeMadeCostsNoneThatIsThere() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        AuditLog.Opener opener = file -> {
            if (full.get()) {
                throw new FileSystemException(file.toString(), null, "Too many open files");
            }
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        };
        try (AuditLog log = AuditLog.in(directory, InstantSource.system(), 2_000, 3, opener)) {
            fill(log, "before");
            assertThat(log.fault()).isEmpty();
            full.set(true);
            fill(log, "meanwhile");
            assertThat(log.fault()).hasValueSatisfying(text -> assertThat(text).contains("Too many open files"));
            for (String name : List.of("audit.log", "audit.log.1", "audit.log.2")) {
                assertThat(Files.readString(directory.resolve(name))).contains("before");
            }
            full.set(false);
            fill(log, "after");
            assertThat(log.fault()).isEmpty();
            assertThat(Files.readString(directory.resolve("audit.log"))).contains("after99");
        }
    }

    /** Requests go on, so the server stays ready; who asks for more than that is told. */
    @Test
    void aLogThatCannotBeWrittenIsShown() throws Exception {
        ApiServerOptions options = ApiServerOptions.in(directory)
                .withoutTls()
                .tokens(token -> Optional.of(User.of("alice", List.of(User.MASTERS))));
        Path folder = directory.resolve("audit");
        Files.createDirectories(folder);
        try (RandomAccessFile log =
                new RandomAccessFile(folder.resolve("audit.log").toFile(), "rw")) {
            log.setLength(32 << 20);
        }
        // Where the next file would be made.
        Files.createDirectories(folder.resolve("audit.log.new/x"));
        try (ApiServer server = ApiServer.start(options)) {
            assertThat(send(server, "alice", "GET", "/readyz?verbose", "").body())
                    .contains("[+]audit ok\n");
            assertThat(send(server, "alice", "POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"n\"}}")
                            .statusCode())
                    .isEqualTo(201);
            HttpResponse<String> ready = send(server, "alice", "GET", "/readyz?verbose", "");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body())
                    .contains("[-]audit failed: the audit log cannot be written: ", "readyz check passed");
            assertThat(send(server, "alice", "GET", "/readyz", "").body()).isEqualTo("ok");
            assertThat(send(server, "alice", "GET", "/readyz/audit", "").statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void filesAreBoundedInLengthAndNumber() throws Exception {
        try (AuditLog log = AuditLog.in(directory, InstantSource.system(), 2_000, 3)) {
            fill(log, "id");
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
