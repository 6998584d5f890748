package io.warpctl.lb;

import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The client's side of a request: its body as it comes, the answer, and the connection's fate afterwards. */
final class ClientRequest {
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final BooleanSupplier closing;
    private final boolean hasBody;
    private final ReadGate reading;
    private boolean bodyTouched;
    private boolean ended;
    private boolean closeAfterAnswer;
    private Optional<Runnable> onGone = Optional.empty();

    ClientRequest(Vertx vertx, HttpServerRequest request, BooleanSupplier closing) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.closing = closing;
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.hasBody =
                request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
        this.ended = !hasBody;
        this.reading = ReadGate.of(request.connection());
        if (hasBody) {
            request.pause();
            reading.pause();
        }
        request.exceptionHandler(broken -> gone());
        response.exceptionHandler(broken -> gone());
        response.closeHandler(closed -> gone());
    }

    /** Called once when the client went away before it was answered. */
    void onGone(Runnable action) {
        onGone = Optional.of(action);
    }

    private void gone() {
        Optional<Runnable> action = onGone;
        onGone = Optional.empty();
        action.ifPresent(Runnable::run);
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return response;
    }

    boolean hasBody() {
        return hasBody;
    }

    /** Whether the whole request was read. */
    boolean hasEnded() {
        return ended;
    }

    boolean isIdempotent() {
        return IDEMPOTENT.contains(request.method());
    }

    /** Whether the request may be sent once more although an application may have seen it. */
    boolean isRepeatable() {
        return isIdempotent() && !bodyTouched;
    }

    boolean expectsContinue() {
        return request.version() == HttpVersion.HTTP_1_1
                && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    boolean isHttp10() {
        return request.version() == HttpVersion.HTTP_1_0;
    }

    String address() {
        return request.remoteAddress().hostAddress();
    }

    boolean isLoopback() {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(address());
        return address != null
                && (address.length == 4 ? address[0] == 127 : "::1".equals(NetUtil.bytesToIpAddress(address)));
    }

    /** Sends the body on as it comes, no faster than it is taken. */
    void pumpBody(HttpClientRequest to) {
        request.handler(chunk -> {
            bodyTouched = true;
            to.write(chunk);
            if (to.writeQueueFull()) {
                reading.pause();
                to.drainHandler(drained -> reading.resume());
            }
        });
        request.endHandler(end -> {
            bodyTouched = true;
            ended = true;
            to.end();
        });
        request.resume();
        reading.resume();
    }

    /** Stops reading the body; nothing of it is lost. */
    void pauseBody() {
        if (!ended) {
            request.pause();
            reading.pause();
        }
    }

    /** Closes the connection after the answer, and says so when the answer has not begun. */
    void closeAfterAnswer() {
        closeAfterAnswer = true;
    }

    /** To be called before the head of the answer is written. */
    void prepareHead() {
        if (closing.getAsBoolean()) {
            closeAfterAnswer = true;
        }
        if (closeAfterAnswer) {
            // Late, for Vert.x sets the header itself for HTTP/1.0.
            response.headersEndHandler(head -> response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
        }
    }

    /** Answers with a sentence. */
    void answer(int status, String sentence) {
        onGone = Optional.empty();
        prepareHead();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        String body = sentence + "\n";
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
        finish();
    }

    /** Answers and closes the connection, for what follows on it cannot be trusted. */
    void refuse(int status, String sentence) {
        closeAfterAnswer();
        answer(status, sentence);
    }

    /** Answers that there is nobody to answer, for now. */
    void unavailable() {
        response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        answer(503, "The service has no endpoint that takes requests.");
    }

    /** To be called when the answer was written completely. */
    void finish() {
        onGone = Optional.empty();
        if (closeAfterAnswer) {
            request.connection().close();
        } else if (!ended) {
            // The client still sends: read it for a while, so that it gets to see the answer.
            long timer =
                    vertx.setTimer(LINGER_MILLIS, id -> request.connection().close());
            request.handler(chunk -> {});
            request.endHandler(end -> vertx.cancelTimer(timer));
            request.resume();
            reading.resume();
        }
    }

    /** Ends the connection in the middle of the answer, so that the client sees that it is not complete. */
    void abort() {
        onGone = Optional.empty();
        request.connection().close();
    }
}
