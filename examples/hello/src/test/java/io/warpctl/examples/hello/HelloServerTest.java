package io.warpctl.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warpctl.load.Backend;
import io.warpctl.load.LoadPlan;
import io.warpctl.load.LoadRun;
import io.warpctl.load.WebSocketEvent;
import io.warpctl.load.WebSocketPlan;
import io.warpctl.load.WebSocketRun;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelloServerTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void saysWhoItIsUnderLoadOnKeptAliveAndNewConnections() throws IOException {
        try (var server = start(Mode.OK)) {
            var run = LoadRun.start(
                    new LoadPlan(500, 8, "dev-hello.example.com", List.of("127.0.0.1:" + server.port()), "/", "hello"));
            await().until(() -> run.snapshot().requests() >= 500);
            var report = run.stop();

            assertThat(report.failed()).as(report.toString()).isZero();
            assertThat(report.answers().map(a -> a.backend()).distinct())
                    .containsExactly(new Backend("hello", "b1", "host-a", "0123abcd", "1.0.0", "c7"));
        }
    }

    @Test
    void reportsItsStatusAndWhoAsked() throws Exception {
        try (var server = start(Mode.OK)) {
            assertThat(get(server, "/status").body())
                    .isEqualTo("{\"version\":\"1.0.0\",\"configVersion\":\"c7\",\"status\":\"ok\"}");
            assertThat(get(server, "/").body()).contains("\"client\":\"127.0.0.1\"");
            var request = HttpRequest.newBuilder(uri(server, "/")).header("X-Forwarded-For", "192.0.2.7");
            assertThat(send(request).body()).contains("\"client\":\"192.0.2.7\"");
        }
    }

    @Test
    void statusIsAsTheModeSays() throws Exception {
        try (var server = start(Mode.NEVER_HEALTHY)) {
            assertThat(get(server, "/status").body()).contains("\"status\":\"error: warming up\"");
        }
        try (var server = start(Mode.ERROR_STATUS)) {
            assertThat(get(server, "/status").statusCode()).isEqualTo(500);
        }
        try (var server = start(Mode.WRONG_VERSION)) {
            assertThat(get(server, "/status").body()).contains("\"version\":\"0.0.0-wrong\"");
        }
    }

    @Test
    void passesOnWhatItsPeerSays() throws Exception {
        try (var peer = start(Mode.OK);
                var server = HelloServer.start(
                        Map.of("HELLO_PORT", "0", "HELLO_PEER", uri(peer, "/").toString()))) {
            assertThat(get(server, "/peer").body()).contains("\"container\":\"0123abcd\"");
            assertThat(get(peer, "/peer").statusCode()).isEqualTo(500);
            assertThat(get(peer, "/peer").body()).contains("HELLO_PEER is not set");
        }
    }

    @Test
    void countsPostsOnceEach() throws Exception {
        try (var server = start(Mode.OK)) {
            for (int i = 0; i < 3; i++) {
                send(HttpRequest.newBuilder(uri(server, "/count")).POST(HttpRequest.BodyPublishers.ofString("x")));
            }
            assertThat(get(server, "/count").body()).contains("\"count\":\"3\"");
        }
    }

    @Test
    void severalRequestsShareOneConnectionWhateverTheirBodies() throws IOException {
        try (var server = start(Mode.OK);
                var socket = new Socket("127.0.0.1", server.port())) {
            var requests = "POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                    + "POST /count HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                    + "HEAD /status HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET /count HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
            assertThat(answers).endsWith("\"count\":\"2\"}").containsOnlyOnce("Connection: close");
        }
    }

    @Test
    void echoesWebSocketsAndTellsThemToGoAwayAtTheEnd() throws IOException {
        try (var server = start(Mode.OK)) {
            var run = WebSocketRun.start(new WebSocketPlan(2, 100, "x", List.of("127.0.0.1:" + server.port()), "/ws"));
            await().until(() -> run.snapshot().echoed() >= 50);
            assertThat(run.snapshot().events()).isEmpty();

            assertThat(server.stop(Duration.ofSeconds(10))).isTrue();
            await().until(() -> run.snapshot().count(WebSocketEvent.GOING_AWAY) == 2);
            assertThat(run.stop().count(WebSocketEvent.RESET)).isZero();
        }
    }

    @Test
    void theHandshakeIsTheOneOfTheRfc() {
        assertThat(WebSocketEcho.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void aStreamThatRunsIsFinishedBeforeItStops() throws Exception {
        try (var server = start(Mode.OK)) {
            var response = client.send(
                    HttpRequest.newBuilder(uri(server, "/slow?seconds=1")).build(),
                    HttpResponse.BodyHandlers.ofLines());

            assertThat(server.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(response.body()).hasSize(10).last().isEqualTo("9");
        }
    }

    @Test
    void withoutGraceAStreamIsCutOff() throws Exception {
        try (var server = start(Mode.OK)) {
            var response = client.send(
                    HttpRequest.newBuilder(uri(server, "/slow?seconds=600")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());

            assertThat(server.stop(Duration.ZERO)).isFalse();
            assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void acceptsAndNeverAnswers() throws IOException {
        try (var server = start(Mode.NO_ANSWER)) {
            var request = HttpRequest.newBuilder(uri(server, "/status")).timeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> send(request)).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void onLoopbackOnlyNobodyElseReachesIt() throws Exception {
        try (var server = start(Mode.LOOPBACK_ONLY)) {
            assertThat(get(server, "/status").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> new Socket("127.0.0.2", server.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static HelloServer start(Mode mode) throws IOException {
        var environment = new HashMap<>(Map.of("WARP_ENV", "dev", "WARP_SERVICE", "hello", "WARP_BLOCK", "b1"));
        environment.putAll(Map.of("WARP_HOST", "host-a", "WARP_VERSION", "1.0.0", "WARP_CONFIG_VERSION", "c7"));
        environment.putAll(Map.of("HOSTNAME", "0123abcd", "HELLO_PORT", "0", "HELLO_MODE", mode.text()));
        return HelloServer.start(environment);
    }

    private HttpResponse<String> get(HelloServer server, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(server, path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(HelloServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
