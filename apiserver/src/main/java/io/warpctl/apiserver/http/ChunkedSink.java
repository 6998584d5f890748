package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Events as lines of a chunked answer. */
final class ChunkedSink extends OutboxSink {

    private final HttpServerRequest request;

    ChunkedSink(Context context, EventEncoder encoder, HttpServerRequest request) {
        super(context, encoder);
        this.request = request;
    }

    @Override
    Future<Void> write(byte[] event) {
        return request.response()
                .write(Buffer.buffer(event.length + 1).appendBytes(event).appendByte((byte) '\n'));
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
