package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/** Events as text messages of a WebSocket. */
final class WebSocketSink extends OutboxSink {

    private final ServerWebSocket socket;

    WebSocketSink(Context context, EventEncoder encoder, ServerWebSocket socket) {
        super(context, encoder);
        this.socket = socket;
        socket.drainHandler(nothing -> wake());
    }

    @Override
    void write(byte[] event) {
        socket.writeTextMessage(new String(event, StandardCharsets.UTF_8));
    }

    @Override
    boolean full() {
        return socket.writeQueueFull();
    }

    @Override
    void finish() {
        socket.close();
    }

    @Override
    void cut() {
        socket.close((short) 1008, "too slow");
    }
}
