package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private BalancerFixture lb;
    private TestBackend a;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        a = lb.backend("a");
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void theSocketIsForItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lb.control.socket())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(lb.directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("control.sock", "state");
        }
    }

    @Test
    void aSocketPathTooLongForTheKernelIsSaidSo() {
        Path socket = lb.directory.resolve("x".repeat(120));
        assertThatThrownBy(() -> Balancer.start(BalancerOptions.of("long", socket, lb.directory.resolve("other"))))
                .hasMessageContaining("107 at most");
    }

    @Test
    void onlyHigherNumbersAreTaken() {
        assertThat(lb.control.get("/routes").status()).isEqualTo(404);
        assertThat(lb.control.stats().number()).isEqualTo(TableNumber.NONE);
        RouteTable second = TestTable.of(2, lb.port, TestTable.endpoint(a, 1));
        assertThat(lb.control.put(second).number()).isEqualTo(second.number());
        assertThat(lb.control.put(second).number()).as("the same once more").isEqualTo(second.number());

        for (RouteTable other : List.of(
                TestTable.of(1, lb.port, TestTable.endpoint(a, 1)),
                TestTable.of(2, lb.port, TestTable.endpoint(a, 2)))) {
            Control.Answer refused = lb.control.putRaw(Control.json(other));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(Control.read(refused, RouteTable.class)).isEqualTo(second);
        }
        assertThat(Control.read(lb.control.get("/routes"), RouteTable.class)).isEqualTo(second);
        assertThat(lb.control.put(TestTable.of(3, lb.port)).number()).isEqualTo(new TableNumber(1, 3));
    }

    @Test
    void whatIsNotATableIsRefusedByField() {
        String good = Control.json(TestTable.of(1, lb.port, TestTable.endpoint(a, 1)));
        refused(good.replace("\"weight\":1", "\"weight\":-1"), "services[0].endpoints[0].weight");
        refused(good.replace("\"weight\":1", "\"weight\":\"many\""), "services[0].endpoints[0].weight");
        refused(good.replace("\"port\":" + a.port(), "\"port\":70000"), "services[0].endpoints[0].port");
        refused(good.replace("\"id\":\"a\"", "\"id\":null"), "id is missing");
        refused(
                good.replace("\"address\":\"127.0.0.1\",\"port\":" + lb.port, "\"address\":\"host\",\"port\":1"),
                "listeners[0].address");
        refused(good.replace("hello.test", "Hello.test"), "services[0].hosts[0]");
        refused(good.replace("\"bootId\":\"boot-1\",", ""), "bootId is missing");
        refused(good.replace("\"probeToken\"", "\"token\""), "probeToken is missing");
        refused(good.replace("{\"number\"", "{\"colour\":1,\"number\""), "colour");
        refused("{", "not JSON");
        refused("null", "null");
        refused("", "");
        assertThat(lb.control.get("/routes").status()).isEqualTo(404);
    }

    private void refused(String json, String field) {
        Control.Answer answer = lb.control.putRaw(json);
        assertThat(answer.status()).as(json).isEqualTo(400);
        assertThat(answer.body()).contains(field);
    }

    @Test
    void twoServicesCannotShareAHostName() {
        ServiceRoute one = new ServiceRoute(TestTable.HELLO, List.of("x.test"), List.of(), List.of());
        Control.Answer answer = lb.control.putRaw(Control.json(TestTable.of(1, List.of(), one, one)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("services[1].hosts[0]", "x.test");
    }

    @Test
    void aTakenPortIsReportedAndTriedAgain() throws Exception {
        ServiceRoute route = new ServiceRoute(
                TestTable.HELLO, List.of(TestTable.HOST), List.of(), List.of(TestTable.endpoint(a, 1)));
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Listener blocked = new Listener("blocked", "127.0.0.1", taken.getLocalPort());
        Listener open = new Listener("open", "127.0.0.1", lb.port);
        BalancerStats stats = lb.control.put(TestTable.of(1, List.of(blocked, open), route));
        assertThat(stats.listeners()).extracting(ListenerState::bound).containsExactly(false, true);
        assertThat(stats.listeners().get(0).error()).isNotEmpty();
        assertThat(lb.get("/").body()).isEqualTo("a");

        taken.close();
        await().until(() -> lb.control.stats().listeners().stream().allMatch(ListenerState::bound));
        try (Raw client = Raw.connect(blocked.port())) {
            assertThat(client.get("/").body()).isEqualTo("a");
        }
    }

    @Test
    void aRemovedListenerCloses() throws Exception {
        lb.route(TestTable.endpoint(a, 1));
        try (Raw client = lb.connect()) {
            client.send("GET /slow?ms=300 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            await().until(() -> a.executions.get() == 1);
            BalancerStats stats = lb.control.put(TestTable.of(lb.nextSequence(), List.of()));
            assertThat(stats.listeners()).isEmpty();
            assertThat(client.read(false).body()).isEqualTo("a");
            assertThat(client.isClosed()).isTrue();
        }
        await().untilAsserted(() -> assertThatThrownBy(lb::connect).isInstanceOf(ConnectException.class));
    }

    @Test
    void metricsAndHealth() throws Exception {
        lb.route(TestTable.endpoint(a, 1));
        lb.get("/");
        lb.get("/", "Host: nobody.test");
        assertThat(lb.control.get("/healthz").status()).isEqualTo(200);
        assertThat(lb.control.get("/nothing").status()).isEqualTo(404);
        assertThat(lb.control.get("/metrics").body())
                .contains("warp_lb_unrouted_total 1\n")
                .contains("warp_lb_info{name=\"test\",table=\"1.1\"} 1\n")
                .contains(
                        "warp_lb_requests_total{namespace=\"default\",environment=\"dev\",service=\"hello\",block=\"one\",release=\"release-a\",endpoint=\"a\"} 1\n")
                .contains("endpoint=\"a\",le=\"+Inf\"} 1\n");
    }

    @Test
    void drainNeedsAnEndpoint() {
        assertThat(lb.control.drain("").status()).isEqualTo(400);
        assertThat(lb.control.drain("unknown").body()).contains("\"http\":0");
    }

    @Test
    void aSecondBalancerOnTheSameStateIsRefused() {
        assertThatThrownBy(lb::startBalancer)
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("state directory");
        assertThat(lb.control.get("/healthz").status()).isEqualTo(200);
    }
}
