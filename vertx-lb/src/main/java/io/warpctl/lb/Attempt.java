package io.warpctl.lb;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One try to have a request answered by one backend. Ends exactly once: answered, failed, or cancelled. */
final class Attempt implements Flow {
    private static final long CONTINUE_MILLIS = 1000;
    /** A connection idle for longer may be about to be closed by the application, which a request that cannot be repeated does not survive. */
    private static final long IDLE_LIMIT_UNREPEATABLE_MILLIS = 1000;

    private static final long NEW_CONNECTION = -1;

    enum Kind {
        FIRST,
        RETRY,
        PROBE
    }

    /** Who decides what happens after a failure. */
    interface Owner {
        /** No byte reached the application. */
        void unsent(Backend backend, Throwable cause, boolean probe);

        /** The application may have seen the request, but did not answer. */
        void unanswered(Backend backend, Throwable cause, boolean probe);
    }

    private final Vertx vertx;
    private final ClientRequest client;
    private final Owner owner;
    private final Backend backend;
    private final ConnectionPool pool;
    private final Target target;
    private final Kind kind;
    private final boolean webSocket;
    private final long startNanos = System.nanoTime();
    private Optional<HttpClientConnection> connection = Optional.empty();
    private boolean headWritten;
    private boolean over;

    Attempt(
            Vertx vertx,
            ClientRequest client,
            Owner owner,
            Backend backend,
            ConnectionPool pool,
            Target target,
            Kind kind) {
        this.vertx = vertx;
        this.client = client;
        this.owner = owner;
        this.backend = backend;
        this.pool = pool;
        this.target = target;
        this.kind = kind;
        this.webSocket = client.request().method() == HttpMethod.GET
                && !client.hasBody()
                && Headers.asksFor(client.request().headers(), "websocket");
    }

    void start() {
        if (kind == Kind.PROBE) {
            backend.ledger().probed();
        } else {
            backend.ledger().selected(this, System.currentTimeMillis());
        }
        pool.acquire(maxIdleMillis()).onComplete(this::connected);
    }

    private long maxIdleMillis() {
        if (kind != Kind.FIRST) {
            return NEW_CONNECTION;
        }
        return client.isIdempotent() && !client.hasBody()
                ? ConnectionPool.IDLE_LIMIT_MILLIS
                : IDLE_LIMIT_UNREPEATABLE_MILLIS;
    }

    private void connected(AsyncResult<HttpClientConnection> result) {
        if (over) {
            if (result.succeeded()) {
                pool.release(result.result());
            }
            return;
        }
        if (result.failed()) {
            unsent(result.cause());
            return;
        }
        connection = Optional.of(result.result());
        RequestOptions options =
                new RequestOptions().setMethod(client.request().method()).setURI(target.uri());
        result.result().request(options).onComplete(this::opened);
    }

    private void opened(AsyncResult<HttpClientRequest> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            unsent(result.cause());
            return;
        }
        HttpClientRequest request = result.result();
        // What breaks the request breaks the response too, and is handled there.
        request.exceptionHandler(broken -> {});
        Headers.copyRequest(client.request().headers(), request.headers(), target, client.address());
        if (webSocket) {
            request.putHeader(HttpHeaders.CONNECTION, "Upgrade").putHeader(HttpHeaders.UPGRADE, "websocket");
            request.connect().onComplete(this::answered);
            return;
        }
        request.earlyHintsHandler(hints -> {
            if (!over && !client.isHttp10()) {
                client.response().writeEarlyHints(hints);
            }
        });
        request.response().onComplete(this::answered);
        sendBody(request);
    }

    private void sendBody(HttpClientRequest request) {
        if (!client.hasBody()) {
            request.end();
            return;
        }
        request.setWriteQueueMaxSize(VertxForwarder.BUFFER);
        request.setChunked(!client.request().headers().contains(HttpHeaders.CONTENT_LENGTH));
        if (!client.expectsContinue()) {
            client.pumpBody(request);
            return;
        }
        ContinueOnce go = new ContinueOnce(request);
        request.continueHandler(agreed -> go.run());
        vertx.setTimer(CONTINUE_MILLIS, id -> go.run());
        request.sendHead();
    }

    /** Lets the client send its body: when the application agrees, or says nothing for a while, as those do that do not know Expect. */
    private final class ContinueOnce implements Runnable {
        private final HttpClientRequest request;
        private boolean done;

        ContinueOnce(HttpClientRequest request) {
            this.request = request;
        }

        @Override
        public void run() {
            if (!done && !over && !headWritten) {
                done = true;
                client.response().writeContinue();
                client.pumpBody(request);
            }
        }
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            unanswered(result.cause());
            return;
        }
        HttpClientResponse answer = result.result();
        if (answer.statusCode() == 101 && webSocket) {
            upgrade(answer);
        } else if (answer.statusCode() < 200) {
            unanswered(new IOException("unexpected status " + answer.statusCode()));
        } else {
            works();
            forward(answer);
        }
    }

    private void forward(HttpClientResponse answer) {
        headWritten = true;
        new Answer(vertx, client, answer, this).forward();
    }

    /** The application's answer has gone to the client as a whole. */
    void completed(int status, boolean reusable) {
        end(status >= 500);
        client.response().end();
        if (reusable && kind != Kind.PROBE && !webSocket) {
            connection.ifPresent(pool::release);
        } else {
            closeBackend();
        }
        client.finish();
    }

    boolean isOver() {
        return over;
    }

    private void upgrade(HttpClientResponse answer) {
        works();
        answer.pause();
        HttpServerResponse response = client.response();
        Headers.copyResponse(answer.headers(), response.headers());
        response.putHeader(HttpHeaders.CONNECTION, "Upgrade").putHeader(HttpHeaders.UPGRADE, "websocket");
        headWritten = true;
        client.request().toNetSocket().onComplete(socket -> {
            if (over) {
                return;
            }
            if (socket.failed()) {
                torn();
                return;
            }
            over = true;
            client.onGone(() -> {});
            Tunnel tunnel = new Tunnel(
                    vertx,
                    socket.result(),
                    answer.netSocket(),
                    ReadGate.of(answer.request().connection()));
            if (kind != Kind.PROBE) {
                backend.ledger().upgraded(this, millis(), tunnel);
                tunnel.onClosed(() -> backend.ledger().closed(tunnel));
            }
            tunnel.start();
        });
    }

    private void unsent(Throwable cause) {
        failing();
        end(true);
        closeBackend();
        owner.unsent(backend, cause, kind == Kind.PROBE);
    }

    private void unanswered(Throwable cause) {
        failing();
        stopUnanswered(cause);
    }

    private void stopUnanswered(Throwable cause) {
        end(true);
        client.pauseBody();
        closeBackend();
        owner.unanswered(backend, cause, kind == Kind.PROBE);
    }

    /** The application's answer broke off; the client has to see that. */
    void torn() {
        if (over) {
            return;
        }
        end(true);
        closeBackend();
        client.abort();
    }

    /** The client went away. */
    void cancel() {
        if (!over) {
            end(false);
            closeBackend();
        }
    }

    @Override
    public void abort() {
        if (over) {
            return;
        }
        if (headWritten) {
            torn();
        } else {
            stopUnanswered(new IOException("drained"));
        }
    }

    private void end(boolean failed) {
        over = true;
        if (kind != Kind.PROBE) {
            backend.ledger().ended(this, millis(), failed);
        }
    }

    private void works() {
        if (kind != Kind.PROBE) {
            backend.ejection().answered();
        }
    }

    private void failing() {
        if (kind != Kind.PROBE && backend.ejection().failed(System.currentTimeMillis())) {
            pool.ejected();
        }
    }

    private void closeBackend() {
        connection.ifPresent(HttpClientConnection::close);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
