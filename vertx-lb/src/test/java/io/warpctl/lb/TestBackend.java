package io.warpctl.lb;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** An application behind the balancer: says its name, counts what it executes. */
final class TestBackend implements AutoCloseable {
    final String id;
    final AtomicInteger executions = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();
    final List<Short> closeCodes = new CopyOnWriteArrayList<>();
    final AtomicLong bytesSent = new AtomicLong();
    private final List<HttpServerRequest> lazy = new CopyOnWriteArrayList<>();
    private final List<HttpServerResponse> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private TestBackend(String id, HttpServer server) {
        this.id = id;
        this.server = server;
    }

    static TestBackend start(Vertx vertx, String id) {
        return start(vertx, id, 0);
    }

    static TestBackend start(Vertx vertx, String id, int port) {
        return start(vertx, id, port, true);
    }

    static TestBackend startWithoutWebSockets(Vertx vertx, String id) {
        return start(vertx, id, 0, false);
    }

    private static TestBackend start(Vertx vertx, String id, int port, boolean webSockets) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setWebSocketSubProtocols(List.of("chat")));
        TestBackend backend = new TestBackend(id, server);
        server.connectionHandler(connection -> {
            backend.connections.incrementAndGet();
            connection.closeHandler(closed -> backend.connections.decrementAndGet());
        });
        server.requestHandler(request -> backend.handle(vertx, request));
        if (webSockets) {
            server.webSocketHandler(backend::webSocket);
        }
        Blocking.get(server.listen());
        return backend;
    }

    int port() {
        return server.actualPort();
    }

    /** Reads the bodies that were sent to {@code /lazy}. */
    void readLazyBodies() {
        await().until(() -> !lazy.isEmpty());
        lazy.forEach(HttpServerRequest::resume);
    }

    /** Sends one event to each client of {@code /events}. */
    void sendEvents() {
        await().until(() -> !events.isEmpty());
        events.forEach(response -> response.write("event"));
    }

    @Override
    public void close() {
        Blocking.get(server.close());
    }

    private void handle(Vertx vertx, HttpServerRequest request) {
        executions.incrementAndGet();
        request.response().putHeader("Backend", id);
        switch (request.path()) {
            case "/echo" -> request.body().onSuccess(request.response()::end);
            case "/headers" ->
                request.response()
                        .end(request.headers().entries().stream()
                                .map(e -> e.getKey() + ": " + e.getValue())
                                .collect(Collectors.joining("\n")));
            case "/uri" -> request.response().end(request.uri());
            case "/status" ->
                request.response()
                        .setStatusCode(Integer.parseInt(param(request, "code", "200")))
                        .end();
            case "/slow" ->
                vertx.setTimer(
                        Long.parseLong(param(request, "ms", "100")),
                        t -> request.response().end(id));
            case "/chunked" ->
                request.response()
                        .setChunked(true)
                        .putTrailer("Sum", "42")
                        .write(id)
                        .onSuccess(w -> request.response().end("!"));
            case "/big" -> new Zeros(request.response(), Long.parseLong(param(request, "bytes", "0")), bytesSent).run();
            case "/lazy" -> {
                request.pause();
                lazy.add(request);
                new Counted(request).run();
            }
            case "/events" -> {
                request.response().setChunked(true).writeHead();
                events.add(request.response());
            }
            default -> request.response().end(request.method() == HttpMethod.HEAD ? "" : id);
        }
    }

    private static String param(HttpServerRequest request, String name, String otherwise) {
        String value = request.getParam(name);
        return value == null ? otherwise : value;
    }

    private void webSocket(ServerWebSocket socket) {
        executions.incrementAndGet();
        socket.textMessageHandler(text -> socket.writeTextMessage(id + " " + text));
        socket.binaryMessageHandler(socket::writeBinaryMessage);
        socket.closeHandler(closed -> {
            if (socket.closeStatusCode() != null) {
                closeCodes.add(socket.closeStatusCode());
            }
        });
    }

    /** Sends many bytes as fast as they are taken. */
    private record Zeros(HttpServerResponse response, long bytes, AtomicLong sent) {
        void run() {
            response.putHeader("Content-Length", Long.toString(bytes));
            send(bytes);
        }

        private void send(long start) {
            long left = start;
            Buffer chunk = Buffer.buffer(new byte[64 * 1024]);
            while (left > 0) {
                int size = (int) Math.min(left, chunk.length());
                response.write(size == chunk.length() ? chunk.copy() : chunk.getBuffer(0, size));
                left -= size;
                sent.addAndGet(size);
                if (response.writeQueueFull()) {
                    long rest = left;
                    response.drainHandler(drained -> send(rest));
                    return;
                }
            }
            response.drainHandler(null);
            response.end();
        }
    }

    /** Answers how many bytes came. */
    private static final class Counted {
        private final HttpServerRequest request;
        private long bytes;

        Counted(HttpServerRequest request) {
            this.request = request;
        }

        void run() {
            request.handler(chunk -> bytes += chunk.length());
            request.endHandler(end -> request.response().end(Long.toString(bytes)));
        }
    }
}
