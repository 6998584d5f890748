package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Events in a chunked answer: text in lines, protobuf with its length before it. */
final class ChunkedSink extends OutboxSink {

    private final HttpServerRequest request;
    private final boolean binary;

    ChunkedSink(Context context, EventEncoder encoder, HttpServerRequest request) {
        super(context, encoder);
        this.request = request;
        this.binary = encoder.binary();
    }

    @Override
    Future<Void> write(byte[] event) {
        Buffer framed = Buffer.buffer(event.length + Integer.BYTES);
        if (binary) {
            framed.appendInt(event.length).appendBytes(event);
        } else {
            framed.appendBytes(event).appendByte((byte) '\n');
        }
        return request.response().write(framed);
    }

    @Override
    void finish() {
        request.response().end();
    }

    @Override
    void cut() {
        HardClose.close(request.connection());
    }
}
