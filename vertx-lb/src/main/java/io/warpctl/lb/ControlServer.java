package io.warpctl.lb;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on the control socket: tables in, counters out. */
final class ControlServer {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int PATH_LIMIT = 107;
    private static final int TABLE_LIMIT = 32 * 1024 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Vertx vertx;
    private final BalancerOptions options;
    private final Loops loops;
    private final Tables tables;
    private final StatsReader stats;
    private volatile Optional<Object> published = Optional.empty();

    ControlServer(Vertx vertx, BalancerOptions options, Loops loops, Tables tables, StatsReader stats) {
        this.vertx = vertx;
        this.options = options;
        this.loops = loops;
        this.tables = tables;
        this.stats = stats;
    }

    /** Opens the socket; it appears under its name with its permissions set, replacing one left behind. */
    Future<HttpServer> open() {
        Path socket = options.controlSocket().toAbsolutePath();
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > PATH_LIMIT) {
            return Future.failedFuture(new IOException("The control socket's path is " + length
                    + " bytes long, the kernel takes " + PATH_LIMIT + " at most: " + socket));
        }
        Path hidden = socket.resolveSibling("." + ProcessHandle.current().pid());
        return vertx.executeBlocking(() -> prepare(hidden))
                .compose(bindTo -> vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                        .requestHandler(this::handle)
                        .listen(SocketAddress.domainSocketAddress(bindTo.toString())))
                .compose(server -> vertx.executeBlocking(() -> {
                    publish(hidden, socket);
                    return server;
                }));
    }

    /** A directory only we may enter, for a socket is born with the permissions of the process' umask. */
    private static Path prepare(Path hidden) throws IOException {
        Files.createDirectories(hidden.getParent());
        Files.deleteIfExists(hidden.resolve("s"));
        Files.deleteIfExists(hidden);
        Files.createDirectory(
                hidden, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return hidden.resolve("s");
    }

    private void publish(Path hidden, Path socket) throws IOException {
        Path born = hidden.resolve("s");
        Files.setPosixFilePermissions(born, OWNER_ONLY);
        Files.move(born, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(hidden);
        published = fileKey(socket);
    }

    /** Removes the socket, unless a successor has put its own in that place. */
    void removeSocket() throws IOException {
        Path socket = options.controlSocket();
        if (published.isPresent() && Files.exists(socket) && fileKey(socket).equals(published)) {
            Files.delete(socket);
        }
    }

    private static Optional<Object> fileKey(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        HttpMethod method = request.method();
        if (path.equals("/routes") && method == HttpMethod.PUT) {
            putRoutes(request);
        } else if (path.equals("/routes") && method == HttpMethod.GET) {
            tables.current()
                    .ifPresentOrElse(
                            table -> json(request, 200, table), () -> text(request, 404, "There are no routes yet."));
        } else if (path.equals("/stats") && method == HttpMethod.GET) {
            answer(request, stats.read().onSuccess(read -> json(request, 200, read)));
        } else if (path.equals("/metrics") && method == HttpMethod.GET) {
            answer(request, stats.read().onSuccess(read -> {
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE);
                request.response().end(Metrics.of(options.name(), read));
            }));
        } else if (path.equals("/drain") && method == HttpMethod.POST) {
            drain(request);
        } else if (path.equals("/healthz") && method == HttpMethod.GET) {
            text(request, 200, "ok");
        } else {
            text(
                    request,
                    404,
                    "There is PUT and GET /routes, GET /stats, /metrics and /healthz, POST /drain?endpoint=ID.");
        }
    }

    private void putRoutes(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > TABLE_LIMIT) {
                request.connection().close();
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            try {
                answer(request, tables.put(RouteJson.parse(body.getBytes())).onSuccess(outcome -> {
                    if (outcome instanceof Tables.Accepted accepted) {
                        json(request, 200, accepted.stats());
                    } else if (outcome instanceof Tables.Refused refused) {
                        json(request, 409, refused.current());
                    }
                }));
            } catch (InvalidTableException e) {
                text(request, 400, e.getMessage());
            }
        });
    }

    private void drain(HttpServerRequest request) {
        String endpoint = request.getParam("endpoint");
        if (endpoint == null || endpoint.isEmpty()) {
            text(request, 400, "endpoint: is missing in the query.");
            return;
        }
        answer(
                request,
                loops.ask(member -> member.loop().drain(endpoint))
                        .map(parts -> parts.stream().reduce(Drained.NOTHING, Drained::plus))
                        .onSuccess(drained -> {
                            LOG.info(
                                    "Drained {}: closed {} requests and {} WebSockets",
                                    endpoint,
                                    drained.http(),
                                    drained.webSockets());
                            json(
                                    request,
                                    200,
                                    Map.of(
                                            "endpoint",
                                            endpoint,
                                            "http",
                                            drained.http(),
                                            "webSockets",
                                            drained.webSockets()));
                        }));
    }

    private static void answer(HttpServerRequest request, Future<?> answered) {
        answered.onFailure(e -> {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            text(request, 500, String.valueOf(e.getMessage()));
        });
    }

    private static void json(HttpServerRequest request, int status, Object value) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(RouteJson.write(value)));
    }

    private static void text(HttpServerRequest request, int status, String sentence) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(sentence + "\n");
    }
}
