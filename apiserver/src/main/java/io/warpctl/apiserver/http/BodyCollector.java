package io.warpctl.apiserver.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.warpctl.apiserver.object.ApiError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a request's body, up to a size and within a time; all bodies together up to a size, too. */
final class BodyCollector {

    /** What all clients may have sent of bodies whose requests are not yet answered. */
    private static final long MAX_TOGETHER = 32 << 20;

    static final int MAX_BODY = 3 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicLong together = new AtomicLong();

    private static boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > MAX_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** The body, to be {@link #release}d; fails with {@link ApiError} 413 or 408. */
    Future<Buffer> read(Vertx vertx, HttpServerRequest request) {
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
            } else if (!promise.future().isComplete()) {
                body.appendBuffer(chunk);
                if (together.addAndGet(chunk.length()) > MAX_TOGETHER) {
                    promise.tryFail(ApiError.tooManyRequests("too much is being sent, please try again later", 1));
                }
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(nothing -> promise.tryComplete(body));
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                release(body.length());
            }
        });
    }

    /** A body of this length is no longer needed. */
    void release(int length) {
        together.addAndGet(-length);
    }
}
