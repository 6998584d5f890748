package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.warpctl.core.route.Endpoint;
import java.io.EOFException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureTest {
    private BalancerFixture lb;
    private TestBackend good;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        good = lb.backend("good");
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void killingOneOfTwoBackendsUnderLoadFailsNoGet() throws Exception {
        TestBackend victim = TestBackend.start(lb.vertx, "victim");
        int port = victim.port();
        lb.route(TestTable.endpoint(good, 1), TestTable.endpoint(victim, 1));
        try (LoadClients clients = LoadClients.start(lb.port, 4, 2, "/slow?ms=5")) {
            for (int round = 0; round < 5; round++) {
                long before = clients.answers("victim");
                await().until(() -> clients.answers("victim") > before + 20);
                victim.close();
                long total = clients.answers();
                await().until(() -> clients.answers() > total + 200);
                victim = TestBackend.start(lb.vertx, "victim", port);
            }
            victim.close();
            clients.close();
            assertThat(clients.failures).isEmpty();
        }
        assertThat(lb.control.stats("victim").failures()).isPositive();
    }

    @Test
    void getIsRepeatedElsewhereAfterAReset() throws Exception {
        FailingBackend failing = lb.keep(new FailingBackend(""));
        lb.route(TestTable.endpoint("failing", failing.port(), 1), TestTable.endpoint(good, 1));
        try (Raw client = lb.connect()) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.get("/").body()).isEqualTo("good");
            }
        }
        assertThat(failing.executions.get()).as("ejected after three failures").isEqualTo(Ejection.FAILURES);
    }

    @Test
    void postIsExecutedOnceAtMost() throws Exception {
        FailingBackend failing = lb.keep(new FailingBackend(""));
        lb.route(TestTable.endpoint("failing", failing.port(), 1));
        try (Raw client = lb.connect()) {
            Raw.Answer answer = client.request("POST", "/echo", "pay");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(failing.executions.get()).isEqualTo(1);
        }
        lb.route(TestTable.endpoint("failing2", failing.port(), 1000), TestTable.endpoint(good, 1));
        assertThat(postOnce()).isEqualTo(502);
        assertThat(failing.executions.get() + good.executions.get()).isEqualTo(2);
    }

    private int postOnce() throws Exception {
        try (Raw client = lb.connect()) {
            return client.request("POST", "/echo", "pay").status();
        }
    }

    @Test
    void postGoesElsewhereWhenNobodyListens() throws Exception {
        lb.route(TestTable.endpoint("nobody", BalancerFixture.freePort(), 1000), TestTable.endpoint(good, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(postOnce()).isEqualTo(200);
        }
        assertThat(good.executions.get()).isEqualTo(5);
    }

    @Test
    void fourAttemptsThenBadGateway() throws Exception {
        FailingBackend failing = lb.keep(new FailingBackend(""));
        lb.route(TestTable.endpoint("failing", failing.port(), 1));
        assertThat(lb.get("/").status()).isEqualTo(502);
        assertThat(failing.executions.get()).isEqualTo(Exchange.MAX_ATTEMPTS);
        assertThat(lb.control.stats("failing").selected()).isEqualTo(4);
        assertThat(lb.control.stats("failing").failures()).isEqualTo(4);
    }

    @Test
    void aTornAnswerIsTornForTheClientToo() throws Exception {
        FailingBackend torn = lb.keep(new FailingBackend("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        lb.route(TestTable.endpoint("torn", torn.port(), 1));
        try (Raw client = lb.connect()) {
            assertThatThrownBy(() -> fail("answered with " + client.get("/"))).isInstanceOf(EOFException.class);
        }
        assertThat(torn.executions.get()).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(lb.control.stats("torn").failures()).isEqualTo(1));
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsWhole() throws Exception {
        FailingBackend old = lb.keep(new FailingBackend("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nabc"));
        lb.route(TestTable.endpoint("old", old.port(), 1));
        try (Raw client = lb.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/").body()).isEqualTo("abc");
            }
        }
        assertThat(old.executions.get()).isEqualTo(3);
    }

    @Test
    void earlyHintsArePassedOn() throws Exception {
        FailingBackend hinting = lb.keep(new FailingBackend(
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"));
        lb.route(TestTable.endpoint("hinting", hinting.port(), 1));
        try (Raw client = lb.connect()) {
            assertThat(client.get("/").status()).isEqualTo(103);
            assertThat(client.read(false).body()).isEqualTo("abc");
        }
    }

    @Test
    void whatIsNotHttpIsABadGateway() throws Exception {
        for (String nonsense : new String[] {
            "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        }) {
            FailingBackend backend = lb.keep(new FailingBackend(nonsense));
            lb.route(TestTable.endpoint("nonsense-" + backend.port(), backend.port(), 1));
            assertThat(lb.get("/").status()).as(nonsense).isEqualTo(502);
        }
    }

    @Test
    void aTornChunkedAnswerIsTornForTheClientToo() throws Exception {
        FailingBackend torn =
                lb.keep(new FailingBackend("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
        lb.route(TestTable.endpoint("torn", torn.port(), 1));
        try (Raw client = lb.connect()) {
            assertThatThrownBy(() -> fail("answered with " + client.get("/"))).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aClientThatLeavesEndsItsRequestAtTheBackend() throws Exception {
        lb.route(TestTable.endpoint(good, 1));
        try (Raw client = lb.connect()) {
            client.send("GET /slow?ms=60000 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            await().until(() -> good.executions.get() == 1);
        }
        await().until(() -> good.connections.get() == 0);
        await().untilAsserted(() ->
                assertThat(lb.control.stats("good").httpInFlight()).isZero());
        assertThat(lb.control.stats("good").failures()).isZero();
    }

    @Test
    void drainEndsRequestsInFlight() throws Exception {
        TestBackend old = lb.backend("old");
        Endpoint oldEndpoint = TestTable.endpoint(old, 1);
        lb.route(oldEndpoint);
        try (Raw get = lb.connect();
                Raw post = lb.connect()) {
            get.send("GET /slow?ms=60000 HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            post.send("POST /slow?ms=60000 HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 0\r\n\r\n");
            await().until(() -> old.executions.get() == 2);
            lb.route(TestTable.endpoint(old, 0), TestTable.endpoint(good, 1));
            assertThat(lb.control.drain("old").body()).contains("\"http\":2");
            // What may be repeated is answered by another endpoint, which for this path takes a minute too.
            await().until(() -> good.executions.get() == 1);
            assertThat(post.read(false).status()).isEqualTo(502);
        }
        await().untilAsserted(
                        () -> assertThat(lb.control.stats("old").httpInFlight()).isZero());
    }
}
