package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/** Events as messages of a WebSocket. */
final class WebSocketSink extends OutboxSink {

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final boolean binary;

    WebSocketSink(Context context, EventEncoder encoder, ServerWebSocket socket, HttpConnection connection) {
        super(context, encoder);
        this.socket = socket;
        this.connection = connection;
        this.binary = encoder.binary();
    }

    @Override
    Future<Void> write(byte[] event) {
        if (binary) {
            return socket.writeBinaryMessage(Buffer.buffer(event));
        }
        return socket.writeTextMessage(new String(event, StandardCharsets.UTF_8));
    }

    @Override
    void finish() {
        socket.close();
    }

    @Override
    void cut() {
        HardClose.close(connection);
    }
}
