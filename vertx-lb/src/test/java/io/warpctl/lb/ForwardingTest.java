package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.EndpointStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private BalancerFixture lb;
    private TestBackend backend;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        backend = lb.backend("a");
        lb.route(TestTable.endpoint(backend, 1));
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void answersOnOneConnectionAgainAndAgain() throws Exception {
        try (Raw client = lb.connect()) {
            for (int i = 0; i < 50; i++) {
                Raw.Answer answer = client.get("/");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("a");
                assertThat(answer.header("Backend")).isEqualTo("a");
            }
        }
        EndpointStats stats = lb.control.stats("a");
        assertThat(stats.selected()).isEqualTo(50);
        assertThat(stats.requests()).isEqualTo(50);
        assertThat(stats.failures()).isZero();
        assertThat(stats.httpInFlight()).isZero();
        assertThat(stats.lastSelectedMillis()).isPositive();
        assertThat(stats.latencyMillis()).hasSize(13).last().isEqualTo(50L);
        assertThat(backend.connections.get()).isEqualTo(1);
    }

    @Test
    void bodiesGoBothWays() throws Exception {
        try (Raw client = lb.connect()) {
            assertThat(client.request("POST", "/echo", "some text").body()).isEqualTo("some text");
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            assertThat(client.read(false).body()).isEqualTo("abcde");
            Raw.Answer chunked = client.get("/chunked");
            assertThat(chunked.header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(chunked.body()).isEqualTo("a!");
            assertThat(chunked.header("trailer sum")).isEqualTo("42");
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        try (Raw client = lb.connect()) {
            Raw.Answer head = client.request("HEAD", "/big?bytes=1000", "");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("1000");
            assertThat(client.get("/").body()).isEqualTo("a");
        }
    }

    @Test
    void statusesPassUnchanged() throws Exception {
        try (Raw client = lb.connect()) {
            for (int status : new int[] {204, 304, 404, 418, 500, 503}) {
                assertThat(client.get("/status?code=" + status).status()).isEqualTo(status);
            }
            assertThat(client.get("/").body()).isEqualTo("a");
        }
        assertThat(lb.control.stats("a").failures()).isEqualTo(2);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (Raw client = lb.connect()) {
            client.send(
                    "GET /slow?ms=50 HTTP/1.1\r\nHost: hello.test\r\n\r\nGET /uri HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            assertThat(client.read(false).body()).isEqualTo("a");
            assertThat(client.read(false).body()).isEqualTo("/uri");
        }
    }

    @Test
    void http10IsAnsweredAndClosed() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("GET /chunked HTTP/1.0\r\nHost: hello.test\r\n\r\n");
            Raw.Answer answer = client.read(false);
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(answer.body()).isEqualTo("a!");
        }
        try (Raw client = lb.connect()) {
            client.send("GET /chunked HTTP/1.0\r\nHost: hello.test\r\nConnection: keep-alive\r\n\r\n");
            Raw.Answer answer = client.read(false);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.body()).isEqualTo("a!");
        }
    }

    @Test
    void expectContinueIsPassedOn() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("POST /echo HTTP/1.1\r\nHost: hello.test\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(100);
            client.send("ok");
            assertThat(client.read(false).body()).isEqualTo("ok");
        }
    }

    @Test
    void absoluteTargetNamesTheHost() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("GET http://HELLO.test:8080/uri?a=b HTTP/1.1\r\nHost: other.test\r\n\r\n");
            assertThat(client.read(false).body()).isEqualTo("/uri?a=b");
        }
    }
}
