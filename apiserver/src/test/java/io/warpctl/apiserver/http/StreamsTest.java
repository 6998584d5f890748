package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Watches on the wire, and clients that do not behave. */
class StreamsTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private static PlainServer server;

    @BeforeAll
    static void start() {
        server = new PlainServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return server.send(method, path, "application/json", body);
    }

    private static String map(String name, String value) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"data\":{\"k\":\"" + value + "\"}}";
    }

    /** Messages of a WebSocket; an empty text is its end. */
    private static BlockingQueue<String> watch(String query) {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer x")
                .buildAsync(URI.create(server.url().replace("http:", "ws:") + query), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            messages.add(text.toString());
                            text.setLength(0);
                        }
                        return WebSocket.Listener.super.onText(socket, data, last);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        messages.add("");
                        return WebSocket.Listener.super.onClose(socket, code, reason);
                    }
                })
                .join();
        return messages;
    }

    private static String next(BlockingQueue<String> messages) throws InterruptedException {
        String message = messages.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("a message").isNotNull();
        return message;
    }

    @Test
    void aWebSocketTellsThePresentThenTheChanges() throws Exception {
        send("POST", MAPS, map("ws", "1"));
        BlockingQueue<String> messages = watch(MAPS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
                + "&fieldSelector=metadata.name%3Dws");
        assertThat(next(messages)).startsWith("{\"type\":\"ADDED\"").contains("\"k\":\"1\"");
        assertThat(next(messages)).startsWith("{\"type\":\"BOOKMARK\"").contains("initial-events-end");
        send("PUT", MAPS + "/ws", map("ws", "2"));
        assertThat(next(messages)).startsWith("{\"type\":\"MODIFIED\"").contains("\"k\":\"2\"");
        send("DELETE", MAPS + "/ws", "");
        assertThat(next(messages)).startsWith("{\"type\":\"DELETED\"").contains("\"k\":\"2\"");
    }

    @Test
    void anUpgradeIsNeverRefusedForWhatItAsks() throws Exception {
        for (String query :
                List.of("/apis/nothing.example.com/v1/things?watch=true", MAPS + "?watch=true&resourceVersion=x")) {
            BlockingQueue<String> messages = watch(query);
            assertThat(next(messages)).startsWith("{\"type\":\"ERROR\"");
            assertThat(next(messages)).isEmpty();
        }
    }

    @Test
    void aWatchFromForgottenTimesIsToldSoAndEnds() throws Exception {
        String version = new ObjectMapper()
                .readTree(send("POST", MAPS, map("old", "1")).body())
                .at("/metadata/resourceVersion")
                .asText();
        send("PUT", MAPS + "/old", map("old", "2"));
        server.compact();
        BlockingQueue<String> messages = watch(MAPS + "?watch=true&resourceVersion=" + version);
        assertThat(next(messages)).contains("\"ERROR\"", "\"code\":410", "\"reason\":\"Expired\"");
        assertThat(next(messages)).isEmpty();
    }

    @Test
    void aWatcherThatDoesNotReadIsCutAndOthersAreNot() throws Exception {
        BlockingQueue<String> reader = watch(MAPS + "?watch=true&resourceVersion=0&fieldSelector=metadata.name%3Dlast");
        try (Socket lazy = new Socket("127.0.0.1", server.port())) {
            lazy.setSoTimeout(20_000);
            lazy.getOutputStream()
                    .write(("GET " + MAPS + "?watch=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = lazy.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            String much = "x".repeat(1_000_000);
            for (int i = 0; i < 40; i++) {
                assertThat(send("POST", MAPS, map("big" + i, much)).statusCode())
                        .isEqualTo(201);
            }
            byte[] rest = readToTheEnd(in);
            // In order it would end with an empty chunk.
            assertThat(new String(
                            rest, Math.max(0, rest.length - 5), Math.min(5, rest.length), StandardCharsets.US_ASCII))
                    .isNotEqualTo("0\r\n\r\n");
            assertThat(rest.length).isLessThan(40_000_000);
        }
        send("POST", MAPS, map("last", "1"));
        assertThat(next(reader)).contains("\"name\":\"last\"");
    }

    /** More of them than there are threads that answer requests. */
    @Test
    void watchersThatDoNotReadThePresentKeepNobodyElseWaiting() throws Exception {
        int objects = 12;
        int bytes = 1_000_000;
        String maps = "/api/v1/namespaces/lazy/configmaps";
        send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"lazy\"}}");
        for (int i = 0; i < objects; i++) {
            send("POST", maps, map("lazy" + i, "x".repeat(bytes)));
        }
        List<Socket> lazy = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket();
                lazy.add(socket);
                socket.setReceiveBufferSize(64 << 10);
                socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
                socket.getOutputStream()
                        .write(("GET " + maps + "?watch=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            // Its head has come: it is being told.
            InputStream first = lazy.get(0).getInputStream();
            assertThat(first.read()).isEqualTo('H');
            assertThat(send("GET", maps + "?limit=1", "").statusCode()).isEqualTo(200);
            // Answered before it was cut for not reading.
            assertThat(first.readNBytes(objects * bytes)).hasSize(objects * bytes);
        } finally {
            for (Socket socket : lazy) {
                socket.close();
            }
        }
    }

    private static byte[] readToTheEnd(InputStream in) {
        var out = new java.io.ByteArrayOutputStream();
        try {
            in.transferTo(out);
        } catch (java.io.IOException e) {
            // A reset is an end, too.
            assertThat(e).isInstanceOf(java.net.SocketException.class);
        }
        return out.toByteArray();
    }

    @Test
    void tooMuchIsRefusedWithoutBeingKept() throws Exception {
        HttpResponse<String> answer = send("POST", MAPS, map("huge", "x".repeat(3_200_000)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("limit is 3145728");
        assertThat(send("GET", MAPS + "?limit=1", "").statusCode()).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedWithAStatus() throws Exception {
        for (String path : List.of(
                "/api/v1/namespaces/default/configmaps?limit=x",
                "/api/v1/namespaces/default/configmaps?labelSelector=((",
                "/api/v1/namespaces/default/configmaps?fieldSelector=spec.x%3D1",
                "/api/v1/namespaces/default/configmaps?continue=%FF")) {
            HttpResponse<String> answer = send("GET", path, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("\"kind\":\"Status\"");
        }
    }
}
