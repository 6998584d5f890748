package io.warpctl.lb;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** An application's answer on its way to the client: as it comes, and no faster than the client reads. */
final class Answer {
    private final Vertx vertx;
    private final ClientRequest client;
    private final HttpServerResponse response;
    private final HttpClientResponse answer;
    private final Attempt attempt;
    private final ReadGate reading;
    private final boolean bodyless;

    Answer(Vertx vertx, ClientRequest client, HttpClientResponse answer, Attempt attempt) {
        this.vertx = vertx;
        this.client = client;
        this.response = client.response();
        this.answer = answer;
        this.attempt = attempt;
        this.reading = ReadGate.of(answer.request().connection());
        this.bodyless = client.request().method() == HttpMethod.HEAD
                || answer.statusCode() == 204
                || answer.statusCode() == 304;
    }

    /** Begins; the attempt is told of the end. */
    void forward() {
        head();
        answer.exceptionHandler(broken -> attempt.torn());
        response.setWriteQueueMaxSize(VertxForwarder.BUFFER);
        answer.handler(this::chunk);
        answer.endHandler(end -> completed());
        if (!bodyless && !client.isHttp10()) {
            // A head that comes alone is not kept back until there is a body.
            vertx.runOnContext(later -> {
                if (!attempt.isOver() && !response.headWritten()) {
                    response.writeHead();
                }
            });
        }
    }

    private void head() {
        response.setStatusCode(answer.statusCode());
        if (answer.statusMessage() != null && !answer.statusMessage().isEmpty()) {
            response.setStatusMessage(answer.statusMessage());
        }
        Headers.copyResponse(answer.headers(), response.headers());
        if (!bodyless && !answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
            if (client.isHttp10()) {
                client.closeAfterAnswer();
            }
        }
        client.prepareHead();
    }

    private void chunk(Buffer chunk) {
        if (attempt.isOver()) {
            return;
        }
        response.write(chunk);
        if (response.writeQueueFull()) {
            reading.pause();
            response.drainHandler(drained -> reading.resume());
        }
    }

    private void completed() {
        if (attempt.isOver()) {
            return;
        }
        if (response.isChunked() && !answer.trailers().isEmpty()) {
            Headers.copyResponse(answer.trailers(), response.trailers());
        }
        attempt.completed(answer.statusCode(), leavesConnectionReusable());
    }

    private boolean leavesConnectionReusable() {
        boolean delimited = bodyless
                || answer.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || answer.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return client.hasEnded()
                && delimited
                && answer.version() == HttpVersion.HTTP_1_1
                && !Headers.connectionTokens(answer.headers()).contains("close");
    }
}
