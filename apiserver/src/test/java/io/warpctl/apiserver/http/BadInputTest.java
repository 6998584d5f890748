package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Input that aims at the server's memory, stack or connections: refused with a Status, and the others go on. */
class BadInputTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String PATCH = "application/json-patch+json";
    private static final int CONNECTIONS = Boolean.getBoolean("warp.long") ? 10_000 : 5_000;

    private static PlainServer server;

    @BeforeAll
    static void start() {
        server = new PlainServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return server.send(method, path, type, body);
    }

    private void refused(int code, String method, String path, String type, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        JsonNode status = new ObjectMapper().readTree(answer.body());
        assertThat(status.path("kind").asText()).isEqualTo("Status");
        assertThat(status.path("message").asText()).isNotEmpty();
        served();
    }

    private void served() throws Exception {
        assertThat(send("GET", MAPS + "?limit=1", "application/json", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void deepNesting() throws Exception {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String object = "{\"metadata\":{\"name\":\"a\"},\"data\":" + deep + "}";
        refused(400, "POST", MAPS, "application/json", object);
        refused(400, "POST", MAPS, "application/yaml", object);
        refused(400, "POST", MAPS, "application/json", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        refused(400, "POST", MAPS, "application/json", "[".repeat(10_000));
        send("POST", MAPS, "application/json", "{\"metadata\":{\"name\":\"deep\"}}");
        refused(400, "PATCH", MAPS + "/deep", "application/merge-patch+json", "{\"data\":" + deep + "}");
        refused(400, "PATCH", MAPS + "/deep?fieldManager=x", "application/apply-patch+yaml", object);
    }

    @Test
    void yamlThatGrows() throws Exception {
        StringBuilder bomb = new StringBuilder("metadata: {name: bomb}\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String all = ("*a" + (i - 1) + ",").repeat(10);
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(all, 0, all.length() - 1)
                    .append("]\n");
        }
        refused(400, "POST", MAPS, "application/yaml", bomb.toString());
        String texts = "metadata: {name: bomb}\ndata:\n  a0: &t " + "x".repeat(1_000_000) + "\n";
        for (int i = 1; i < 500; i++) {
            texts += "  a" + i + ": *t\n";
        }
        refused(400, "POST", MAPS, "application/yaml", texts);
        refused(400, "POST", MAPS, "application/yaml", "a: &a [*a]\n");
    }

    @Test
    void patchesThatGrow() throws Exception {
        send("POST", MAPS, "application/json", "{\"metadata\":{\"name\":\"grow\"},\"data\":{\"k\":\"vvvvvvvvvv\"}}");
        StringBuilder doubling = new StringBuilder("[");
        for (int i = 0; i < 60; i++) {
            doubling.append("{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/data/k")
                    .append(i)
                    .append("\"},");
        }
        doubling.setCharAt(doubling.length() - 1, ']');
        refused(413, "PATCH", MAPS + "/grow", PATCH, doubling.toString());
        StringBuilder deep = new StringBuilder("[{\"op\":\"add\",\"path\":\"/x\",\"value\":{}}");
        for (int i = 0; i < 2_000; i++) {
            deep.append(
                    ",{\"op\":\"move\",\"from\":\"/x\",\"path\":\"/y\"},{\"op\":\"add\",\"path\":\"/x\",\"value\":{}},"
                            + "{\"op\":\"move\",\"from\":\"/y\",\"path\":\"/x/x\"}");
        }
        refused(400, "PATCH", MAPS + "/grow", PATCH, deep.append(']').toString());
        String many = "[" + "{\"op\":\"test\",\"path\":\"/data/k\",\"value\":\"v\"},".repeat(10_000)
                + "{\"op\":\"remove\",\"path\":\"/data\"}]";
        refused(413, "PATCH", MAPS + "/grow", PATCH, many);
        String wide = "{\"data\":{\"k\":\"" + "x".repeat(2_000_000) + "\"}}";
        refused(422, "PATCH", MAPS + "/grow", "application/merge-patch+json", wide);
    }

    @Test
    void anEndlessBody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                for (; sent < 10_000; sent++) {
                    out.write(chunk);
                }
            } catch (SocketException e) {
                // Cut off, as it should be.
            }
            assertThat(sent).as("chunks of 64 KiB taken").isLessThan(2_000);
        }
        served();
    }

    @Test
    void aBodyLargerThanItSays() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                                    + "Content-Length: 99999999999999999999\r\n\r\nx")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(head(socket.getInputStream())).containsAnyOf(" 413 ", " 400 ");
        }
        served();
    }

    @Test
    void bytesThatAreNoRequest() throws Exception {
        for (String nonsense : List.of(
                "\0\1\2\3\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET " + "/x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(200_000) + "\r\n\r\n",
                "POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                assertThat(head(socket.getInputStream())).doesNotContain(" 200 ", " 500 ");
            } catch (SocketException e) {
                // Cut off is as good.
            }
            served();
        }
    }

    @Test
    void connectionsThatOnlyStandThere() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets.add(new Socket("127.0.0.1", server.port()));
                if (i % 1_000 == 999) {
                    served();
                }
            }
            for (int i = 0; i < 20; i++) {
                // Each on a connection of its own, as a new client would have it.
                assertThat(HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create(server.url() + MAPS))
                                                .version(HttpClient.Version.HTTP_1_1)
                                                .header("Authorization", "Bearer x")
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** A head sent letter by letter keeps nobody else waiting. */
    @Test
    void clientsThatDawdle() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                socket.getOutputStream()
                        .write(("POST " + MAPS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n"
                                        + "Content-Length: 1000\r\n\r\n{\"a\":")
                                .getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            for (int i = 0; i < 50; i++) {
                served();
                sockets.get(i).getOutputStream().write('1');
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            out.write(c);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
