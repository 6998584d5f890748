package io.warpctl.bench.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Open watches, each a connection of its own, on one event loop; they tell of each object's number and when it came. */
final class Watchers implements AutoCloseable {
    private static final byte[] NAME = "\"name\":\"w-".getBytes(StandardCharsets.US_ASCII);

    /** Called on the event loop with the number in an object's name ({@code w-NUMBER}). */
    @FunctionalInterface
    interface Seen {
        void event(int number, long nanos);
    }

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final AtomicLong events = new AtomicLong();

    /** Opens {@code count} watches. @param path of a watch by its number */
    Watchers(ApiProcess server, int count, IntFunction<String> path, Seen seen) throws IOException {
        Admin admin = server.admin();
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setSsl(true)
                        .setVerifyHost(false)
                        .setTrustOptions(TrustOptions.wrap(admin.trust()[0]))
                        .setKeyCertOptions(KeyCertOptions.wrap((javax.net.ssl.X509KeyManager) admin.keys()[0])),
                new PoolOptions().setHttp1MaxSize(count));
        CountDownLatch open = new CountDownLatch(count);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < count; i++) {
            client.request(HttpMethod.GET, server.port(), "127.0.0.1", path.apply(i))
                    .compose(request ->
                            request.putHeader("Accept", "application/json").send())
                    .onSuccess(response -> {
                        response.handler(RecordParser.newDelimited("\n", line -> event(line, seen)));
                        open.countDown();
                    })
                    .onFailure(e -> {
                        failure.set(e);
                        open.countDown();
                    });
        }
        try {
            if (!open.await(120, TimeUnit.SECONDS) || failure.get() != null) {
                throw new IOException("not all watches could be opened", failure.get());
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private void event(Buffer line, Seen seen) {
        long now = System.nanoTime();
        byte[] bytes = line.getBytes();
        for (int i = 0; i < bytes.length - NAME.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + NAME.length, NAME, 0, NAME.length)) {
                int number = 0;
                for (int at = i + NAME.length; bytes[at] != '"'; at++) {
                    number = number * 10 + bytes[at] - '0';
                }
                seen.event(number, now);
                events.incrementAndGet();
                return;
            }
        }
    }

    /** How many events have come. */
    long events() {
        return events.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
