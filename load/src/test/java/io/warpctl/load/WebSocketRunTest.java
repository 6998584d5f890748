package io.warpctl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebSocketRunTest {
    @Test
    void everyNumberComesBackOnceAndInOrder() throws IOException {
        try (var server = new EchoServer((count, text, out) -> EchoServer.text(out, text))) {
            var report = run(server, 3, 60);

            assertThat(report.events()).as(report.toString()).isEmpty();
            assertThat(report.echoed()).isEqualTo(report.sent());
            assertThat(report.connects()).isEqualTo(3);
        }
    }

    @Test
    void aServerThatGoesAwayIsItsOwnKindAndTheConnectionIsReopened() throws IOException {
        EchoServer.Echo echo = (count, text, out) -> {
            EchoServer.text(out, text);
            return count != 10 || EchoServer.close(out, 1001);
        };
        try (var server = new EchoServer(echo)) {
            var report = run(server, 1, 30);

            assertThat(report.events()).containsEntry(WebSocketEvent.GOING_AWAY, 1L);
            assertThat(report.count(WebSocketEvent.RESET)).isZero();
            assertThat(report.connects()).isEqualTo(2);
            assertThat(report.echoed() + report.count(WebSocketEvent.NOT_ECHOED))
                    .isEqualTo(report.sent());
        }
    }

    @Test
    void aCloseWithAnotherCodeAndAConnectionThatJustEndsAreToldApart() throws IOException {
        EchoServer.Echo echo = (count, text, out) -> {
            EchoServer.text(out, text);
            return count == 10 ? EchoServer.close(out, 1011) : count != 20;
        };
        try (var server = new EchoServer(echo)) {
            var report = run(server, 1, 30);

            assertThat(report.count(WebSocketEvent.CLOSED)).isEqualTo(1);
            assertThat(report.count(WebSocketEvent.RESET)).isEqualTo(1);
            assertThat(report.failed()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aDoubledAndAChangedNumberAreOutOfOrder() throws IOException {
        EchoServer.Echo echo = (count, text, out) -> {
            var changed = count == 5 ? "7000".getBytes(StandardCharsets.US_ASCII) : text;
            return EchoServer.text(out, changed);
        };
        try (var server = new EchoServer(echo)) {
            var report = run(server, 1, 20);

            assertThat(report.events()).isEqualTo(Map.of(WebSocketEvent.OUT_OF_ORDER, 1L));
            assertThat(report.echoed()).isEqualTo(report.sent() - 1);
        }
        try (var server = new EchoServer((count, text, out) ->
                count == 5 ? EchoServer.text(out, text) && EchoServer.text(out, text) : EchoServer.text(out, text))) {
            var report = run(server, 1, 20);

            assertThat(report.events()).isEqualTo(Map.of(WebSocketEvent.OUT_OF_ORDER, 1L));
            assertThat(report.echoed()).isEqualTo(report.sent());
        }
    }

    @Test
    void aRefusedConnectionIsAConnectError() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var run = WebSocketRun.start(new WebSocketPlan(1, 100, "x", List.of("127.0.0.1:" + port), "/ws"));
        await().until(() -> run.snapshot().count(WebSocketEvent.CONNECT) > 2);
        var report = run.stop();

        assertThat(report.events()).containsOnlyKeys(WebSocketEvent.CONNECT);
        assertThat(report.sent()).isZero();
    }

    private static WebSocketReport run(EchoServer server, int connections, int echoed) {
        var run = WebSocketRun.start(server.plan(connections));
        await().until(() -> run.snapshot().echoed() >= echoed);
        return run.stop();
    }
}
