package io.warpctl.apiserver.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.http.ApiResult.Watch;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.watch.EventHub;
import io.warpctl.apiserver.watch.WatchSession;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: event loops read and write, workers think. */
public final class HttpFront {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    /** What is worked on at once of bodies from a size on: their trees take many times their length. */
    private static final int LARGE_TOGETHER = 4 << 20;

    private static final int LARGE_FROM = 32 << 10;
    private static final long REST_MILLIS = 10_000;
    private static final long REST_BYTES = 16 << 20;
    private static final long BOOKMARK_MILLIS = 60_000;
    private static final long LAST_BOOKMARK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Executor workers;
    private final Executor tellers;
    private final ApiHandler handler;
    private final ObjectStore store;
    private final EventHub hub;
    private final ConnectionGuard guard;
    private final AnswerWriter answers;
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
        answers = new AnswerWriter(vertx);
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
        answers.send(request, Reply.error(error));
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
            parsed = RequestReader.read(request, body);
        } catch (ApiError e) {
            then.accept(Reply.error(e));
            return;
        }
        try {
            workers.execute(
                    () -> result(parsed).thenAccept(result -> context.runOnContext(nothing -> then.accept(result))));
        } catch (RejectedExecutionException e) {
            then.accept(Reply.error(ApiError.tooManyRequests("too many requests, please try again later", 1)));
        }
    }

    /** Whatever happens, there is an answer. */
    private CompletableFuture<ApiResult> result(ApiRequest request) {
        int length = request.body().length < LARGE_FROM ? 0 : request.body().length;
        large.acquireUninterruptibly(length);
        return Later.of(() -> handler.handle(request))
                .thenApply(result -> AnswerWriter.compressed(request, result))
                .exceptionally(failure -> {
                    LOG.error("{} {} met a defect", request.method(), request.path(), Later.cause(failure));
                    return Reply.error(
                            ApiError.internal(Later.cause(failure).getClass().getSimpleName()));
                })
                .whenComplete((result, failure) -> large.release(length));
    }

    private void answer(HttpServerRequest request, ApiResult result) {
        if (result instanceof Reply reply) {
            answers.send(request, reply);
            return;
        }
        Watch watch = (Watch) result;
        HttpServerResponse response = request.response();
        String type =
                watch.encoder().binary() ? "application/vnd.kubernetes.protobuf;stream=watch" : "application/json";
        AnswerWriter.head(response, 200, type, watch.headers());
        response.setChunked(true);
        // The head leaves now: clients wait for it even if no event comes for long.
        response.write(Buffer.buffer());
        run(watch, new ChunkedSink(vertx.getOrCreateContext(), watch.encoder(), request), (sink, session) -> {
            response.closeHandler(nothing -> forget(sink, session));
            response.exceptionHandler(e -> forget(sink, session));
        });
    }

    /** An upgrade is refused only to those who may not come in; everything else clients take for a passing fault. */
    private void upgrade(HttpServerRequest request, ApiResult result) {
        if (result instanceof Reply reply && (reply.status() == 401 || reply.status() == 403)) {
            request.response().endHandler(nothing -> guard.end(request.connection()));
            request.resume();
            answers.send(request, reply);
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
