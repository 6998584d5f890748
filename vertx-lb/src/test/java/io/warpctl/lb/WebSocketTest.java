package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private BalancerFixture lb;
    private TestBackend a;
    private TestBackend b;
    private WebSocketClient client;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        a = lb.backend("a");
        b = lb.backend("b");
        lb.route(TestTable.endpoint(a, 1));
        client = lb.vertx.createWebSocketClient();
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    private WebSocket open(String... protocols) {
        return Blocking.get(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(lb.port)
                .addHeader("Host", TestTable.HOST)
                .setSubProtocols(List.of(protocols))
                .setURI("/socket")));
    }

    @Test
    void echoesThroughASwitch() throws Exception {
        WebSocket socket = open("chat");
        assertThat(socket.subProtocol()).isEqualTo("chat");
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        socket.textMessageHandler(texts::add);
        socket.writeTextMessage("one");
        assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("a one");

        lb.route(TestTable.endpoint(a, 0), TestTable.endpoint(b, 1));
        socket.writeTextMessage("two");
        assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("a two");
        assertThat(lb.control.stats("a").webSockets()).isEqualTo(1);
        assertThat(lb.control.stats("a").httpInFlight()).isZero();

        WebSocket next = open();
        BlockingQueue<String> others = new LinkedBlockingQueue<>();
        next.textMessageHandler(others::add);
        next.writeTextMessage("three");
        assertThat(others.poll(10, TimeUnit.SECONDS)).isEqualTo("b three");

        Blocking.get(socket.close((short) 4001, "bye"));
        await().untilAsserted(() -> assertThat(a.closeCodes).containsExactly((short) 4001));
        await().untilAsserted(
                        () -> assertThat(lb.control.stats("a").webSockets()).isZero());
        assertThat(lb.control.stats("b").webSockets()).isEqualTo(1);
    }

    @Test
    void bigMessagesAndPingsPass() throws Exception {
        WebSocket socket = open();
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        socket.binaryMessageHandler(message -> lengths.add(message.length()));
        socket.pongHandler(pong -> pongs.add(pong.toString()));
        socket.writeBinaryMessage(Buffer.buffer(new byte[200_000]));
        assertThat(lengths.poll(10, TimeUnit.SECONDS)).isEqualTo(200_000);
        socket.writePing(Buffer.buffer("hi"));
        assertThat(pongs.poll(10, TimeUnit.SECONDS)).isEqualTo("hi");
    }

    @Test
    void stoppingTheBalancerSaysGoodbye() {
        WebSocket socket = open();
        lb.stopBalancer();
        await().until(socket::isClosed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 1001);
        await().untilAsserted(() -> assertThat(a.closeCodes).containsExactly((short) 1001));
    }

    @Test
    void aRefusedUpgradeIsAnAnswerLikeAnyOther() throws Exception {
        TestBackend plain = TestBackend.startWithoutWebSockets(lb.vertx, "plain");
        lb.keep(plain);
        lb.route(TestTable.endpoint(plain, 1));
        try (Raw raw = lb.connect()) {
            Raw.Answer refused = raw.get(
                    "/status?code=426",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(refused.status()).isEqualTo(426);
            for (int i = 0; i < 5; i++) {
                assertThat(raw.get("/").body()).isEqualTo("plain");
            }
        }
        assertThat(lb.control.stats("plain").webSockets()).isZero();
    }

    @Test
    void drainSaysGoodbyeToBothSides() {
        WebSocket socket = open();
        lb.route(TestTable.endpoint(a, 0), TestTable.endpoint(b, 1));
        Control.Answer drained = lb.control.drain("a");
        assertThat(drained.status()).isEqualTo(200);
        assertThat(drained.body()).contains("\"webSockets\":1");
        await().until(socket::isClosed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 1001);
        await().untilAsserted(() -> assertThat(a.closeCodes).containsExactly((short) 1001));
        await().untilAsserted(
                        () -> assertThat(lb.control.stats("a").webSockets()).isZero());
    }
}
