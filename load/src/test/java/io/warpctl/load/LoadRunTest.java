package io.warpctl.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LoadRunTest {
    private static final TestServer.Reply OK = TestServer.ok("1.0.0");

    @Test
    void countsEveryRequestOnceWhenAllIsWell() throws IOException {
        try (var server = new TestServer(i -> OK)) {
            var report = run(server, server.plan(500, 8), 700);

            assertThat(report.failed()).as(report.toString()).isZero();
            assertThat(report.requests())
                    .isEqualTo(server.requests())
                    .isEqualTo(report.answers().count());
            var phase = report.phases().get(0);
            assertThat((double) phase.requests()).isCloseTo(500 * phase.seconds(), within(1.5));
            assertThat(phase.versions()).isEqualTo(Map.of("1.0.0", phase.requests()));
            assertThat(phase.p99Millis())
                    .isGreaterThanOrEqualTo(phase.p50Millis())
                    .isPositive();
        }
    }

    @Test
    void halfOfTheRequestsHaveAConnectionOfTheirOwn() throws IOException {
        try (var server = new TestServer(i -> OK)) {
            var report = run(server, server.plan(200, 4), 100);

            assertThat(report.failed()).as(report.toString()).isZero();
            assertThat((long) server.connections()).isBetween(report.requests() / 2 + 1, report.requests() / 2 + 4);
        }
    }

    @Test
    void showsExactlyTheResetsThatWereInjected() throws IOException {
        var injected = new AtomicInteger();
        IntFunction<TestServer.Reply> replies = i -> {
            if (i % 1000 == 0) {
                injected.incrementAndGet();
                return TestServer.reset();
            }
            return OK;
        };
        try (var server = new TestServer(replies)) {
            var report = run(server, server.plan(1000, 32), 3100);

            assertThat(injected.get()).isGreaterThanOrEqualTo(3);
            assertThat(report.failed()).isEqualTo(injected.get());
            assertThat(report.phases().get(0).failures()).isEqualTo(Map.of(FailureKind.RESET, report.failed()));
            assertThat(report.failures()).allMatch(f -> f.kind() == FailureKind.RESET);
            assertThat(report.requests()).isEqualTo(server.requests());
        }
    }

    @Test
    void countsEachKindOfBadAnswer() throws IOException {
        var torn = TestServer.body("hello", "1.0.0").replace("1.0.0", "1.0.1");
        IntFunction<TestServer.Reply> replies = i -> switch (i) {
            case 10 -> TestServer.answer("500 Internal Server Error", "sorry", "");
            case 20, 21 -> TestServer.answer("200 OK", torn, "");
            case 30, 31, 32 -> TestServer.answer("200 OK", TestServer.body("other", "1.0.0"), "");
            case 40 -> cutOff();
            default -> OK;
        };
        try (var server = new TestServer(replies)) {
            var report = run(server, server.plan(200, 4), 60);

            assertThat(report.phases().get(0).failures())
                    .isEqualTo(
                            Map.of(FailureKind.STATUS, 1L, FailureKind.TORN_BODY, 3L, FailureKind.WRONG_SERVICE, 3L));
            assertThat(report.failed()).isEqualTo(7);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsSlowAndWhatWaitsBehindItIsNotSent() throws IOException {
        var silent = new AtomicInteger();
        IntFunction<TestServer.Reply> replies = i -> {
            if (i >= 10) {
                silent.incrementAndGet();
                return TestServer.never();
            }
            return OK;
        };
        try (var server = new TestServer(replies)) {
            var run = LoadRun.start(server.plan(20, 1));
            await().until(() -> run.snapshot().failed() > 4);
            var report = run.stop();

            var failures = report.phases().get(0).failures();
            assertThat(failures).containsOnlyKeys(FailureKind.SLOW, FailureKind.NOT_SENT);
            assertThat(failures.get(FailureKind.SLOW)).isEqualTo(silent.get());
            assertThat(report.failures())
                    .filteredOn(f -> f.kind() == FailureKind.NOT_SENT)
                    .isNotEmpty()
                    .allMatch(f -> !f.newConnection());
            assertThat(report.requests() - report.failed()).isEqualTo(9);
        }
    }

    @Test
    void aRefusedConnectionIsAConnectError() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var run = LoadRun.start(LoadPlan.standard("x.example.com", List.of("127.0.0.1:" + port), "hello"));
        await().until(() -> run.snapshot().requests() > 100);
        var report = run.stop();

        assertThat(report.phases().get(0).failures()).isEqualTo(Map.of(FailureKind.CONNECT, report.requests()));
        assertThat(report.failures()).hasSize(Records.EXAMPLES);
    }

    @Test
    void aConnectionClosedWhileIdleIsReopenedWithoutAFailure() throws IOException {
        TestServer.Reply announced =
                TestServer.answer("200 OK", TestServer.body("hello", "1.0.0"), "Connection: close\r\n");
        IntFunction<TestServer.Reply> replies = i -> (socket, out) -> {
            // Every other answer does not say that the connection is about to be closed.
            (i % 4 < 2 ? announced : OK).write(socket, out);
            return false;
        };
        try (var server = new TestServer(replies)) {
            var report = run(server, server.plan(20, 2), 24);

            assertThat(report.failed()).as(report.toString()).isZero();
            assertThat((long) server.connections()).isEqualTo(report.requests());
        }
    }

    @Test
    void keepsPhasesApartAndKnowsWhoWasAskedLast() throws IOException {
        var version = new AtomicInteger();
        try (var server = new TestServer(i -> TestServer.ok("1." + version.get() + ".0"))) {
            var run = LoadRun.start(server.plan(200, 4));
            await().until(() -> run.snapshot().requests() >= 40);
            run.phase("rollout");
            version.set(1);
            await().until(() -> run.snapshot().lastSecondVersions().getOrDefault("1.1.0", 0) >= 40);
            assertThat(run.snapshot().phase()).isEqualTo("rollout");
            var report = run.stop();

            assertThat(report.phases()).extracting(PhaseReport::name).containsExactly("start", "rollout");
            assertThat(report.requests()).isEqualTo(server.requests());
            var rollout = report.phase("rollout").orElseThrow();
            assertThat((double) rollout.requests()).isCloseTo(200 * rollout.seconds(), within(1.5));
            var lastOld = report.lastSentTo("c-1.0.0").orElseThrow();
            var lastNew = report.lastSentTo("c-1.1.0").orElseThrow();
            assertThat(lastNew).isAfter(lastOld);
            assertThat(report.sentTo("c-1.0.0", lastOld)).isEmpty();
            assertThat(report.sentTo("c-1.1.0", lastOld)).isNotEmpty();
            var inTimeline = report.timeline().stream()
                    .flatMap(e -> e.versions().values().stream())
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(inTimeline).isEqualTo((int) report.requests());
        }
    }

    private static TestServer.Reply cutOff() {
        return (socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"service\":".getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    private static LoadReport run(TestServer server, LoadPlan plan, int requests) {
        var run = LoadRun.start(plan);
        await().until(() -> server.requests() >= requests);
        return run.stop();
    }
}
