package io.warpctl.apiserver.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.warpctl.apiserver.object.ApiError;
import java.time.Duration;

/** Reads a request's body, up to a size and within a time. */
final class BodyCollector {

    static final int MAX_BODY = 3 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private BodyCollector() {}

    private static boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > MAX_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** The body; fails with {@link ApiError} 413 or 408. */
    static Future<Buffer> read(Vertx vertx, HttpServerRequest request) {
        Promise<Buffer> promise = Promise.promise();
        String length = request.getHeader("Content-Length");
        if (length != null && tooLong(length)) {
            promise.fail(ApiError.tooLarge(MAX_BODY));
            return promise.future();
        }
        Buffer body = Buffer.buffer();
        long timer = vertx.setTimer(
                PATIENCE.toMillis(),
                id -> promise.tryFail(ApiError.unexplained(408, "the request's body did not come in time")));
        request.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY) {
                promise.tryFail(ApiError.tooLarge(MAX_BODY));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(nothing -> promise.tryComplete(body));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }
}
