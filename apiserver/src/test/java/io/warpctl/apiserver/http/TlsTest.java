package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is encrypted with what, and answers of many records. */
class TlsTest {

    private static final int OBJECTS = 12;
    private static final int VALUE = 100_000;

    private static ApiServer server;
    private static SSLContext admin;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(ApiServerOptions.inMemory());
        admin = SSLUtils.sslContext(Config.fromKubeconfig(server.kubeconfig()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServerTakesTheOrderOfAClientThatHasAesInItsProcessor() throws Exception {
        assertThat(cipher("TLSv1.3", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"))
                .isEqualTo("TLS_AES_256_GCM_SHA384");
    }

    @Test
    void clientsThatKnowOnlyAesAreServed() throws Exception {
        assertThat(cipher("TLSv1.3", "TLS_AES_128_GCM_SHA256")).isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(cipher("TLSv1.3", "TLS_AES_256_GCM_SHA384")).isEqualTo("TLS_AES_256_GCM_SHA384");
        assertThat(cipher(
                        "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                .contains("AES_128_GCM");
    }

    private static String cipher(String protocol, String... suites) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) admin.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(suites);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    @Test
    void anAnswerOfManyPiecesIsWholeAndTheConnectionGoesOn() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(admin)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        URI maps = URI.create(server.url() + "/api/v1/namespaces/default/configmaps");
        for (int i = 0; i < OBJECTS; i++) {
            String body = "{\"metadata\":{\"name\":\"large-" + i + "\"},\"data\":{\"value\":\""
                    + Integer.toString(i).repeat(VALUE) + "\"}}";
            HttpRequest create = HttpRequest.newBuilder(maps)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(create, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
        }
        for (int again = 0; again < 3; again++) {
            HttpResponse<byte[]> list =
                    client.send(HttpRequest.newBuilder(maps).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(list.headers().firstValueAsLong("Content-Length")).hasValue(list.body().length);
            JsonNode items = new ObjectMapper().readTree(list.body()).path("items");
            for (int i = 0; i < OBJECTS; i++) {
                String value = "";
                for (JsonNode item : items) {
                    if (item.path("metadata").path("name").asText().equals("large-" + i)) {
                        value = item.path("data").path("value").asText();
                    }
                }
                assertThat(value).isEqualTo(Integer.toString(i).repeat(VALUE));
            }
        }
    }
}
