package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.warpctl.apiserver.auth.CertificateUsers;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.ApiResult.Watch;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.watch.EventHub;
import io.warpctl.apiserver.watch.WatchSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: event loops read and write, workers think. */
public final class HttpFront {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    /** What is worked on at once of bodies from a size on: their trees take many times their length. */
    private static final int LARGE_TOGETHER = 4 << 20;

    private static final int LARGE_FROM = 32 << 10;
    private static final long ANSWER_MILLIS = 300_000;
    private static final long REST_MILLIS = 10_000;
    private static final long REST_BYTES = 16 << 20;
    private static final int PIECE = 256 << 10;
    private static final int GZIP_FROM = 128 << 10;
    private static final long BOOKMARK_MILLIS = 60_000;
    private static final long LAST_BOOKMARK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Executor workers;
    private final Executor tellers;
    private final ApiHandler handler;
    private final ObjectStore store;
    private final EventHub hub;
    private final ConnectionGuard guard;
    private final BodyCollector bodies = new BodyCollector();
    private final Semaphore large = new Semaphore(LARGE_TOGETHER, true);
    private final Set<WatchSession> watches = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    /**
     * A server that does not listen yet.
     *
     * @param guard whose transport {@code vertx} has
     * @param workers what answers requests
     * @param tellers what tells watchers the past or present, and waits for those that read slowly
     */
    public HttpFront(
            Vertx vertx,
            ConnectionGuard guard,
            Executor workers,
            Executor tellers,
            ApiHandler handler,
            ObjectStore store,
            EventHub hub) {
        this.vertx = vertx;
        this.guard = guard;
        this.workers = workers;
        this.tellers = tellers;
        this.handler = handler;
        this.store = store;
        this.hub = hub;
    }

    /** Begins to listen. */
    public Future<HttpFront> listen(HttpServerOptions options) {
        guard.start(vertx);
        server = vertx.createHttpServer(options)
                .requestHandler(this::accept)
                .exceptionHandler(e -> LOG.debug("a connection failed", e));
        return server.listen().map(this);
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Ends the watches of a type that is no longer served, once they have been told everything. */
    void endWatches(String storage) {
        hub.afterwards(() -> watches.stream()
                .filter(watch -> watch.storage().equals(storage))
                .forEach(WatchSession::finish));
    }

    /** Ends all watches in order and stops listening. */
    public Future<Void> close() {
        watches.forEach(WatchSession::finish);
        return server.close();
    }

    private void accept(HttpServerRequest request) {
        guard.begin(request.connection());
        if (isUpgrade(request)) {
            request.pause();
            work(request, new byte[0], result -> upgrade(request, result));
            return;
        }
        request.response().endHandler(nothing -> guard.end(request.connection()));
        bodies.read(vertx, request)
                .onSuccess(body -> {
                    byte[] bytes = body.getBytes();
                    work(request, bytes, result -> {
                        bodies.release(bytes.length);
                        answer(request, result);
                    });
                })
                .onFailure(e -> refuse(request, e));
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && request.canUpgradeToWebSocket();
    }

    /**
     * Refuses a body that is not read to its end. Many clients read an answer only when they have sent everything, so the rest is
     * taken and thrown away for a while.
     */
    private void refuse(HttpServerRequest request, Throwable cause) {
        if (!(cause instanceof ApiError error)) {
            request.connection().close();
            return;
        }
        request.response().putHeader("Connection", "close");
        send(request, Reply.error(error));
        long timer = vertx.setTimer(REST_MILLIS, id -> HardClose.close(request.connection()));
        AtomicLong rest = new AtomicLong();
        request.handler(chunk -> {
            if (rest.addAndGet(chunk.length()) > REST_BYTES) {
                HardClose.close(request.connection());
            }
        });
        request.endHandler(nothing -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
    }

    private void work(HttpServerRequest request, byte[] body, java.util.function.Consumer<ApiResult> then) {
        Context context = vertx.getOrCreateContext();
        ApiRequest parsed;
        try {
            parsed = parse(request, body);
        } catch (ApiError e) {
            then.accept(Reply.error(e));
            return;
        }
        try {
            workers.execute(() -> {
                ApiResult result = result(parsed);
                context.runOnContext(nothing -> then.accept(result));
            });
        } catch (RejectedExecutionException e) {
            then.accept(Reply.error(ApiError.tooManyRequests("too many requests, please try again later", 1)));
        }
    }

    /** Whatever happens, there is an answer. */
    private ApiResult result(ApiRequest request) {
        int length = request.body().length < LARGE_FROM ? 0 : request.body().length;
        large.acquireUninterruptibly(length);
        try {
            return compressed(request, handler.handle(request));
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} met a defect", request.method(), request.path(), e);
            return Reply.error(ApiError.internal(e.getClass().getSimpleName()));
        } finally {
            large.release(length);
        }
    }

    private static ApiRequest parse(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(Impersonation.PREFIX)) {
                headers.merge(name, entry.getValue(), (one, other) -> one + Impersonation.LINE + other);
            } else {
                headers.putIfAbsent(name, entry.getValue());
            }
        });
        headers.put(
                ApiRequest.SOURCE,
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress());
        if (request.authority() != null) {
            headers.putIfAbsent("host", request.authority().toString());
        }
        return new ApiRequest(
                request.method().name(),
                decode(request.path()),
                Query.parse(request.query()),
                headers,
                body,
                certificateUser(request));
    }

    private static String decode(String path) {
        if (path == null || !path.startsWith("/")) {
            throw ApiError.notFound();
        }
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return java.net.URLDecoder.decode(path.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid URL escape in the path");
        }
    }

    private static Optional<User> certificateUser(HttpServerRequest request) {
        if (!request.isSSL()) {
            return Optional.empty();
        }
        try {
            return CertificateUsers.of((X509Certificate) request.sslSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static ApiResult compressed(ApiRequest request, ApiResult result) {
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

    private void answer(HttpServerRequest request, ApiResult result) {
        if (result instanceof Reply reply) {
            send(request, reply);
            return;
        }
        Watch watch = (Watch) result;
        HttpServerResponse response = request.response();
        String type =
                watch.encoder().binary() ? "application/vnd.kubernetes.protobuf;stream=watch" : "application/json";
        head(response, 200, type, watch.headers());
        response.setChunked(true);
        // The head leaves now: clients wait for it even if no event comes for long.
        response.write(Buffer.buffer());
        run(watch, new ChunkedSink(vertx.getOrCreateContext(), watch.encoder(), request), (sink, session) -> {
            response.closeHandler(nothing -> forget(sink, session));
            response.exceptionHandler(e -> forget(sink, session));
        });
    }

    private void send(HttpServerRequest request, Reply reply) {
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

    private static void head(
            HttpServerResponse response,
            int status,
            String contentType,
            java.util.List<Map.Entry<String, String>> headers) {
        response.setStatusCode(status).putHeader("Cache-Control", "no-cache, private");
        if (!contentType.isEmpty()) {
            response.putHeader("Content-Type", contentType);
        }
        headers.forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    }

    /** An upgrade is refused only to those who may not come in; everything else clients take for a passing fault. */
    private void upgrade(HttpServerRequest request, ApiResult result) {
        if (result instanceof Reply reply && (reply.status() == 401 || reply.status() == 403)) {
            request.response().endHandler(nothing -> guard.end(request.connection()));
            request.resume();
            send(request, reply);
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            if (result instanceof Reply reply) {
                socket.writeTextMessage("{\"type\":\"ERROR\",\"object\":"
                        + new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8) + "}");
                socket.close();
                return;
            }
            Watch watch = (Watch) result;
            run(
                    watch,
                    new WebSocketSink(vertx.getOrCreateContext(), watch.encoder(), socket, request.connection()),
                    (sink, session) -> {
                        socket.closeHandler(nothing -> forget(sink, session));
                        socket.exceptionHandler(e -> forget(sink, session));
                    });
        });
    }

    @FunctionalInterface
    private interface Attach {
        void to(OutboxSink sink, WatchSession session);
    }

    private void run(Watch watch, OutboxSink sink, Attach attach) {
        WatchSession session = new WatchSession(store, watch.request(), sink);
        watches.add(session);
        attach.to(sink, session);
        long millis = watch.request().timeout().toMillis();
        long end = vertx.setTimer(Math.max(1, millis), timer -> session.finish());
        long bookmarks = vertx.setPeriodic(BOOKMARK_MILLIS, timer -> session.bookmark(hub));
        long last = vertx.setTimer(Math.max(1, millis - LAST_BOOKMARK_MILLIS), timer -> {
            if (millis > 2 * LAST_BOOKMARK_MILLIS) {
                session.bookmark(hub);
            }
        });
        session.onClose(() -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(bookmarks);
            vertx.cancelTimer(last);
            watches.remove(session);
        });
        try {
            tellers.execute(() -> start(session));
        } catch (RejectedExecutionException e) {
            session.fail(ApiError.tooManyRequests("too many requests, please try again later", 1));
        }
    }

    private void start(WatchSession session) {
        try {
            session.start(hub);
        } catch (RuntimeException e) {
            LOG.error("a watch could not begin", e);
            session.fail(ApiError.internal(e.getClass().getSimpleName()));
        }
    }

    private static void forget(OutboxSink sink, WatchSession session) {
        sink.close();
        session.close();
    }
}
