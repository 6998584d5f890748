package io.warpctl.node.probe;

import static io.warpctl.node.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.converge.ProbeState;
import io.warpctl.core.converge.ProbeTarget;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.route.Listener;
import io.warpctl.node.testing.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelectingProberTest {
    private final AtomicInteger changes = new AtomicInteger();
    private final SelectingProber prober = SelectingProber.start(
            InstantSource.system(),
            container -> OptionalLong.of(ProcessHandle.current().pid()),
            changes::incrementAndGet);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void readsVersionsFromTheStatus() throws IOException {
        try (RawServer server =
                new RawServer(RawServer.json("{\"version\":\"1.1.0\",\"config_version\":\"c7\",\"status\":\"ok\"}"))) {
            prober.update(List.of(target(server.port(), HealthMode.Status)));
            await().until(() -> state().successes() >= 2);
            assertThat(state().version()).contains("1.1.0");
            assertThat(state().configVersion()).isEqualTo("c7");
            assertThat(state().error()).isEmpty();
            assertThat(server.requests().get(0)).startsWith("GET /status HTTP/1.1\r\nHost: 127.0.0.1:" + server.port());
            assertThat(changes.get()).isPositive();
        }
    }

    @Test
    void asksThroughTheBalancerByProbeHostAndToken() throws IOException {
        try (RawServer server = new RawServer(RawServer.json("{\"version\":\"1\"}"))) {
            Listener listener = new Listener("http", "127.0.0.1", server.port());
            prober.update(List.of(new ProbeTarget(
                    "c",
                    "127.0.0.1",
                    closedPort(),
                    health(HealthMode.Status),
                    Map.of("eth0", listener),
                    Duration.ofMillis(20),
                    "c.probe.warp.internal",
                    "secret")));
            await().until(() ->
                    prober.throughBalancers().getOrDefault("c", Map.of()).containsKey("eth0")
                            && prober.throughBalancers().get("c").get("eth0").successes() >= 3);
            assertThat(server.requests().get(0))
                    .contains("\r\nHost: c.probe.warp.internal\r\n")
                    .contains("\r\nWarp-Probe-Token: secret\r\n");
            assertThat(state().successes()).isZero();
        }
    }

    @Test
    void saysInPlainWordsWhatIsWrong() throws IOException {
        int closed = closedPort();
        prober.update(List.of(target(closed, HealthMode.Status)));
        await().until(() -> state().error().equals("connection refused on 127.0.0.1:" + closed));
        fails("HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nbusy", HealthMode.HTTP, "answers 503 (busy)");
        fails(
                RawServer.json("{\"status\":\"ERROR: no database\"}"),
                HealthMode.Status,
                "reports status \"ERROR: no database\"");
        fails(RawServer.json("hello"), HealthMode.Status, "with a body that is not JSON");
        fails(RawServer.json("[1]"), HealthMode.Status, "with a body that is no JSON object");
        fails("SSH-2.0-OpenSSH_9\r\n", HealthMode.HTTP, "is not HTTP/1.1: \"SSH-2.0-OpenSSH_9\"");
        fails("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(70_000), HealthMode.HTTP, "longer than 64 KiB");
        fails("", HealthMode.HTTP, "within 1 s");
    }

    @Test
    void takesAnOpenConnectionForAnAnswerInModeTcp() throws IOException {
        try (RawServer server = new RawServer("")) {
            prober.update(List.of(target(server.port(), HealthMode.TCP)));
            await().until(() -> state().successes() >= 1);
        }
        await().until(() -> state().failures() >= 1);
        assertThat(state().successes()).isZero();
        assertThat(state().failingSince()).isPresent();
    }

    @Test
    void asksNothingInModeNone() throws IOException {
        try (RawServer server = new RawServer(RawServer.json("{}"));
                RawServer other = new RawServer(RawServer.json("{}"))) {
            prober.update(List.of(
                    target(server.port(), HealthMode.None),
                    new ProbeTarget(
                            "other",
                            "127.0.0.1",
                            other.port(),
                            health(HealthMode.HTTP),
                            Map.of(),
                            Duration.ofSeconds(1),
                            "",
                            "")));
            await().until(() ->
                    prober.direct().getOrDefault("other", ProbeState.NONE).successes() >= 1);
            assertThat(prober.direct()).doesNotContainKey("c");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aContainerThatHangsDelaysNoOther() throws IOException {
        try (RawServer silent = new RawServer("");
                RawServer quick = new RawServer(RawServer.json("{}"))) {
            List<ProbeTarget> targets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                targets.add(new ProbeTarget(
                        "silent" + i, "127.0.0.1", silent.port(), Health.DEFAULT, Map.of(), Duration.ZERO, "", ""));
            }
            targets.add(target(quick.port(), HealthMode.HTTP));
            prober.update(targets);
            await().until(() -> state().successes() >= 2);
            assertThat(prober.direct().get("silent0")).isEqualTo(ProbeState.NONE);
        }
    }

    @Test
    void forgetsWhatIsNoTargetAnyMoreAndBeginsAnewElsewhere() throws IOException {
        try (RawServer server = new RawServer(RawServer.json("{}"))) {
            prober.update(List.of(target(server.port(), HealthMode.HTTP)));
            await().until(() -> state().successes() >= 1);
            prober.update(List.of(target(closedPort(), HealthMode.HTTP)));
            await().until(() -> state().failures() >= 1);
            prober.update(List.of());
            await().until(() -> prober.direct().isEmpty());
        }
    }

    private void fails(String answer, HealthMode mode, String error) throws IOException {
        try (RawServer server = new RawServer(answer)) {
            prober.update(List.of(target(server.port(), mode)));
            await().untilAsserted(() -> assertThat(state().error())
                    .contains("127.0.0.1:" + server.port())
                    .contains(error));
        }
    }

    private ProbeState state() {
        return prober.direct().getOrDefault("c", ProbeState.NONE);
    }

    private static ProbeTarget target(int port, HealthMode mode) {
        return new ProbeTarget("c", "127.0.0.1", port, health(mode), Map.of(), Duration.ofSeconds(1), "", "");
    }

    private static Health health(HealthMode mode) {
        return new Health(mode, "/status", 1, 1, 10, 0, 10);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
