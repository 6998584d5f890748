package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HygieneTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nContent-Length: +4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 4, 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nContent-Length : 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: hello.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: hello.test\r\nHost: other.test\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\nHost: hello.test\n\n",
                "GET / HTTP/1.1\r\nHost: hello.test\r\nX: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: hello.test\r\nX: a\0b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: hello.test\r\nX y: a\r\n\r\n",
                "GET nowhere HTTP/1.1\r\nHost: hello.test\r\n\r\n",
                "GET http://user@hello.test/ HTTP/1.1\r\nHost: hello.test\r\n\r\n",
                "GET / HTTP/3.7\r\nHost: hello.test\r\n\r\n",
                "CONNECT hello.test:80 HTTP/1.1\r\nHost: hello.test\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void ambiguousRequestsAreRefusedAndTheConnectionClosed(String request) throws Exception {
        try (Raw client = lb.connect()) {
            client.send(request);
            assertThat(client.read(false).status()).isBetween(400, 505);
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(backend.executions.get()).isZero();
    }

    @Test
    void aFoldedHeaderBecomesOneLine() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("GET /headers HTTP/1.1\r\nHost: hello.test\r\nX: a\r\n b: c\r\n\r\n");
            assertThat(client.read(false).body().lines()).contains("X: a b: c");
        }
    }

    @Test
    void aHeadTooLargeIsRefused() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: hello.test\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(431);
        }
        try (Raw client = lb.connect()) {
            client.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            assertThat(client.read(false).status()).isEqualTo(414);
        }
    }

    @Test
    void hopByHopHeadersStayOnTheirConnection() throws Exception {
        String seen = lb.get(
                        "/headers",
                        "Connection: keep-alive, X-Secret",
                        "X-Secret: 1",
                        "Keep-Alive: timeout=5",
                        "TE: trailers",
                        "Proxy-Authorization: Basic abc",
                        "Upgrade: h2c",
                        "X-Kept: 2",
                        "X-Kept: 3")
                .body();
        assertThat(seen).contains("X-Kept: 2", "X-Kept: 3");
        assertThat(seen.toLowerCase())
                .doesNotContain("x-secret", "keep-alive", "te:", "proxy-authorization", "upgrade", "connection");
    }

    @Test
    void forwardingHeadersAreOursAndTheHostIsTheClients() throws Exception {
        String seen = lb.get(
                        "/headers",
                        "Host: Hello.Test:8080",
                        "X-Forwarded-For: 10.0.0.1",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: evil.test",
                        "Forwarded: for=10.0.0.1",
                        "Connection: X-Forwarded-For, Host")
                .body();
        assertThat(seen)
                .contains(
                        "Host: Hello.Test:8080",
                        "X-Forwarded-For: 127.0.0.1",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Host: Hello.Test:8080")
                .doesNotContain("10.0.0.1", "https", "evil");
    }

    @Test
    void aBodyThatBreaksTheChunkGrammarClosesTheConnection() throws Exception {
        try (Raw client = lb.connect()) {
            client.send(
                    "POST /echo HTTP/1.1\r\nHost: hello.test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(lb.get("/").body()).isEqualTo("a");
    }
}
