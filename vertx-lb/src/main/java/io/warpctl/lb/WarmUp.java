package io.warpctl.lb;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests over loopback through a balancer made for that, in this process: the first thousand requests of a JVM take many
 * times as long as later ones, and they should not be users'.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String HOST = "warm-up.warp.internal";
    private static final Buffer BODY = Buffer.buffer("x".repeat(512));
    private static final int CLIENTS = 8;
    private static final int NEW_CONNECTION_EVERY = 4;

    private final HttpClientAgent client;
    private final int port;
    private final long deadline;
    private final AtomicInteger left;
    private final AtomicInteger answered = new AtomicInteger();

    private WarmUp(Vertx vertx, int port, int requests, long deadline) {
        this.client = vertx.createHttpClient();
        this.port = port;
        this.deadline = deadline;
        this.left = new AtomicInteger(requests);
    }

    /**
     * Returns when all requests are answered or {@link #LIMIT} has passed; never fails, for a balancer that is not warm serves all
     * the same.
     *
     * @return how many were answered
     */
    static int run(BalancerOptions options) {
        long began = System.nanoTime();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(Balancer.withoutFileCache())
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
        Path directory = options.stateDir().resolve("warm-up");
        try {
            delete(directory); // of one that was killed
            Files.createDirectories(directory);
            int answered = run(vertx, options, directory, began + LIMIT.toNanos());
            LOG.info(
                    "Warmed up with {} requests in {} ms",
                    answered,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException | RuntimeException | ExecutionException | TimeoutException e) {
            LOG.warn("The balancer starts without having warmed up: {}", e.toString());
            return 0;
        } finally {
            vertx.close();
            deleteOrSay(directory);
        }
    }

    private static int run(Vertx vertx, BalancerOptions options, Path directory, long deadline)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        HttpServer backend = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end(BODY))
                .listen(0, LOOPBACK));
        int port = freePort();
        Path table = directory.resolve("table");
        Files.write(table, RouteJson.write(table(options, port, backend.actualPort())));
        try (Balancer balancer = Balancer.start(options.forWarmUp(directory, table))) {
            WarmUp warmUp = new WarmUp(vertx, port, options.warmUpRequests(), deadline);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(warmUp.sendAll());
            }
            await(Future.all(clients));
            return warmUp.answered.get();
        }
    }

    private static RouteTable table(BalancerOptions options, int port, int backend) {
        Endpoint endpoint = new Endpoint("warm-up", "warm-up", "", "", LOOPBACK, backend, 1);
        ServiceRoute route = new ServiceRoute(
                new ServiceRef("warm-up", "warm-up", "warm-up"), List.of(HOST), List.of(), List.of(endpoint));
        return new RouteTable(
                new TableNumber(1, 1),
                options.bootId().get(),
                "",
                List.of(new Listener("warm-up", LOOPBACK, port)),
                List.of(route));
    }

    /** One request after the other, until none is left or the time is over. */
    private Future<?> sendAll() {
        int number = left.decrementAndGet();
        if (number < 0 || System.nanoTime() - deadline > 0) {
            return Future.succeededFuture();
        }
        return send(number).compose(body -> {
            answered.incrementAndGet();
            return sendAll();
        });
    }

    private Future<Buffer> send(int number) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setURI("/"))
                .compose(request -> {
                    request.putHeader(HttpHeaders.HOST, HOST);
                    if (number % NEW_CONNECTION_EVERY == 0) {
                        request.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                    }
                    return request.send();
                })
                .compose(response -> response.body());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void deleteOrSay(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", directory, e.toString());
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
