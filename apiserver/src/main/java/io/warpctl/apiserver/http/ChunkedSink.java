package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Events as lines of a chunked answer. */
final class ChunkedSink extends OutboxSink {

    private final HttpServerRequest request;

    ChunkedSink(Context context, EventEncoder encoder, HttpServerRequest request) {
        super(context, encoder);
        this.request = request;
        request.response().drainHandler(nothing -> wake());
    }

    @Override
    void write(byte[] event) {
        request.response()
                .write(Buffer.buffer(event.length + 1).appendBytes(event).appendByte((byte) '\n'));
    }

    @Override
    boolean full() {
        return request.response().writeQueueFull();
    }

    @Override
    void finish() {
        request.response().end();
    }

    @Override
    void cut() {
        request.connection().close();
    }
}
