package io.warpctl.lb;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.warpctl.core.route.Listener;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The data path made of Vert.x's HTTP server and client. */
final class VertxForwarder implements Forwarder {
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int CHUNK = 64 * 1024;
    /** What may wait in one direction of a connection, in bytes. */
    static final int BUFFER = 32 * 1024;

    private static final long SWEEP_MILLIS = 1000;

    private final Vertx vertx;
    private final Loop loop;
    private final BalancerOptions options;
    private final HttpClientAgent client;
    private final Map<Listener, HttpServer> servers = new HashMap<>();
    private final Map<Backend, ConnectionPool> pools = new IdentityHashMap<>();
    private final ClientConnections clients;

    VertxForwarder(Vertx vertx, Loop loop, BalancerOptions options) {
        this.vertx = vertx;
        this.loop = loop;
        this.options = options;
        // Bodies are not cut into pieces smaller than one read.
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxChunkSize(CHUNK)
                .setMaxHeaderSize(CHUNK)
                .setMaxInitialLineLength(CHUNK)
                .setReceiveBufferSize(BUFFER)
                .setDecompressionSupported(false));
        this.clients = new ClientConnections(options.clientIdle());
        loop.onRetired(this::retire);
        vertx.setPeriodic(SWEEP_MILLIS, id -> {
            pools.values().forEach(ConnectionPool::sweep);
            clients.sweep();
        });
    }

    @Override
    public Future<Void> open(Listener listener) {
        HttpServer server = vertx.createHttpServer(serverOptions().setReusePort(listener.shared()))
                .connectionHandler(clients::opened)
                .requestHandler(this::handle);
        return server.listen(listener.port(), listener.address())
                .onSuccess(bound -> servers.put(listener, bound))
                .mapEmpty();
    }

    @Override
    public Future<Void> close(Listener listener, Duration grace) {
        HttpServer server = servers.remove(listener);
        return server == null ? Future.succeededFuture() : server.shutdown(grace);
    }

    private void handle(HttpServerRequest request) {
        clients.busy(request.connection());
        request.response().endHandler(answered -> clients.idle(request.connection()));
        new Exchange(vertx, loop, options, this::pool, request).start();
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setAcceptBacklog(4096)
                .setTcpKeepAlive(true)
                .setMaxInitialLineLength(CHUNK / 4)
                .setMaxHeaderSize(CHUNK)
                .setMaxChunkSize(CHUNK)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false);
    }

    private ConnectionPool pool(Backend backend) {
        return pools.computeIfAbsent(backend, key -> new ConnectionPool(client, key));
    }

    private void retire(Backend backend) {
        ConnectionPool pool = pools.remove(backend);
        if (pool != null) {
            pool.closeIdle();
        }
    }
}
