package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.warpctl.apiserver.auth.Credentials;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that come to nothing, at a TLS server with few places. */
class ConnectionGuardTest {

    private static final int PLACES = 100;
    private static final int FLOOD = 500;
    /** A record that says it has 512 bytes of a ClientHello, and a few of them. */
    private static final byte[] HALF_A_HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 7, 7, 7, 7, 7};

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConnectionGuard guard = new ConnectionGuard(PLACES);
    private final List<Socket> sockets = new ArrayList<>();
    private final Credentials credentials = Credentials.transientFor(Set.of("localhost", "127.0.0.1"), Instant.now());
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.builder().withTransport(guard.transport()).build();
        guard.start(vertx);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setUseAlpn(false)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(credentials.server().certificatePem()))
                                .setKeyValue(Buffer.buffer(credentials.server().keyPem()))))
                .requestHandler(request -> {
                    guard.begin(request.connection());
                    request.response().endHandler(nothing -> guard.end(request.connection()));
                    request.response().end("served");
                })
                .listen()
                .await();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().await();
    }

    private HttpClient client() throws Exception {
        TrustOptions trust = new PemTrustOptions()
                .addCertValue(Buffer.buffer(credentials.authority().identity().certificatePem()));
        TrustManager[] managers = trust.getTrustManagerFactory(vertx).getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private void served(HttpClient client) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + server.actualPort()))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("served");
    }

    /** In the very moment of the flood it may be all the same who is turned away. */
    private void servedSoon() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> served(client()));
    }

    private void open(byte[] first) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        sockets.add(socket);
        try {
            socket.getOutputStream().write(first);
        } catch (SocketException e) {
            // It has lost its place already.
        }
    }

    @Test
    void halfAHandshakeTakesAPlaceAndLosesItToWhoComesLater() throws Exception {
        HttpClient known = client();
        served(known);
        for (int i = 0; i < FLOOD; i++) {
            open(HALF_A_HELLO);
            assertThat(guard.connections()).isLessThanOrEqualTo(PLACES);
            if (i % 100 == 99) {
                served(known);
                servedSoon();
            }
        }
        Socket first = sockets.get(0);
        first.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(ended(first)).isTrue();
        await().atMost(PATIENCE).until(() -> guard.connections() <= PLACES);
    }

    @Test
    void silenceTakesAPlaceToo() throws Exception {
        for (int i = 0; i < FLOOD; i++) {
            open(new byte[0]);
        }
        await().atMost(PATIENCE).until(() -> guard.connections() > 0);
        servedSoon();
        assertThat(guard.connections()).isLessThanOrEqualTo(PLACES);
    }

    /** By Vert.x, after ten seconds, if nobody needs its place before. */
    @Test
    void aHandshakeHasToEnd() throws Exception {
        open(HALF_A_HELLO);
        await().atMost(PATIENCE).until(() -> guard.connections() == 1);
        sockets.get(0).setSoTimeout((int) PATIENCE.toMillis());
        assertThat(ended(sockets.get(0))).isTrue();
        await().atMost(PATIENCE).until(() -> guard.connections() == 0);
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // An alert may come before the end.
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }
}
