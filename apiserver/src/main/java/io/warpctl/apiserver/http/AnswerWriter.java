package io.warpctl.apiserver.http;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.warpctl.apiserver.http.ApiResult.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes answers, at the pace of who reads them. */
final class AnswerWriter {

    private static final long ANSWER_MILLIS = 300_000;
    private static final int PIECE = 256 << 10;
    private static final int GZIP_FROM = 128 << 10;

    private final Vertx vertx;

    AnswerWriter(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The same, compressed if that is worth it and its reader can take it. */
    static ApiResult compressed(ApiRequest request, ApiResult result) {
        if (!(result instanceof Reply reply)
                || reply.body().length < GZIP_FROM
                || !request.header("accept-encoding").contains("gzip")) {
            return result;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(reply.body().length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(reply.status(), reply.contentType(), out.toByteArray(), reply.headers())
                .with("Content-Encoding", "gzip")
                .with("Vary", "Accept-Encoding");
    }

    /** Writes an answer whole, unless its reader has gone. */
    void send(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        head(response, reply.status(), reply.contentType(), reply.headers());
        if (request.method().name().equals("HEAD") || reply.status() == 304) {
            response.end();
        } else {
            // A client that does not read its answer must not keep it in memory for ever.
            long timer = vertx.setTimer(ANSWER_MILLIS, id -> HardClose.close(request.connection()));
            Promise<Void> sent = Promise.promise();
            if (reply.body().length <= PIECE) {
                response.end(Buffer.buffer(reply.body())).onComplete(sent);
            } else {
                response.putHeader("Content-Length", Integer.toString(reply.body().length));
                pieces(response, reply.body(), 0, sent);
            }
            sent.future().onComplete(done -> vertx.cancelTimer(timer));
        }
    }

    /** Sends a large answer a piece after the other: encrypted all at once, it would take its length several times. */
    private void pieces(HttpServerResponse response, byte[] body, int from, Promise<Void> sent) {
        if (response.closed()) {
            sent.fail("the client has gone");
            return;
        }
        int length = Math.min(PIECE, body.length - from);
        Buffer piece = Buffer.buffer(length).appendBytes(body, from, length);
        if (from + length == body.length) {
            response.end(piece).onComplete(sent);
        } else {
            // Not at once: what is written at once would go one call deeper with every piece.
            response.write(piece)
                    .onSuccess(nothing -> vertx.runOnContext(now -> pieces(response, body, from + length, sent)))
                    .onFailure(sent::fail);
        }
    }

    /** Writes status and headers. */
    static void head(
            HttpServerResponse response, int status, String contentType, List<Map.Entry<String, String>> headers) {
        response.setStatusCode(status).putHeader("Cache-Control", "no-cache, private");
        if (!contentType.isEmpty()) {
            response.putHeader("Content-Type", contentType);
        }
        headers.forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    }
}
