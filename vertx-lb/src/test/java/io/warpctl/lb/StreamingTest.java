package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private static final long SIZE = 100L * 1024 * 1024;
    /** What the sockets of client, balancer and backend may hold together; far from the whole body. */
    private static final long IN_BUFFERS = SIZE / 2;

    private BalancerFixture lb;
    private TestBackend backend;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        backend = lb.backend("a");
        lb.route(TestTable.endpoint(backend, 1));
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void aSlowReaderSlowsTheBackendDown() throws Exception {
        try (Raw client = lb.connect();
                Raw other = lb.connect()) {
            client.send("GET /big?bytes=" + SIZE + " HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            stable(backend.bytesSent);
            assertThat(backend.bytesSent.get()).isBetween(1L, IN_BUFFERS);
            assertThat(other.get("/").body()).isEqualTo("a");
            while (!client.line().isEmpty()) {
                // The head: the body follows.
            }
            byte[] buffer = new byte[64 * 1024];
            long read = 0;
            while (read < SIZE) {
                int n = client.in().read(buffer);
                assertThat(n).isPositive();
                read += n;
            }
            assertThat(client.get("/").body()).isEqualTo("a");
        }
    }

    @Test
    void aBackendThatReadsSlowlySlowsTheClientDown() throws Exception {
        AtomicLong written = new AtomicLong();
        try (Raw client = lb.connect()) {
            client.send("POST /lazy HTTP/1.1\r\nHost: hello.test\r\nContent-Length: " + SIZE + "\r\n\r\n");
            CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> write(client, written));
            stable(written);
            assertThat(written.get()).isBetween(1L, IN_BUFFERS);
            backend.readLazyBodies();
            assertThat(client.read(false).body()).isEqualTo(Long.toString(SIZE));
            upload.get(10, TimeUnit.SECONDS);
        }
    }

    private static void write(Raw client, AtomicLong written) {
        try {
            OutputStream out = client.socket().getOutputStream();
            byte[] block = new byte[64 * 1024];
            while (written.get() < SIZE) {
                out.write(block);
                written.addAndGet(block.length);
            }
        } catch (IOException e) {
            throw new IllegalStateException("after " + written + " bytes", e);
        }
    }

    /** Waits until the count moves no more. */
    private static void stable(AtomicLong count) {
        AtomicLong last = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = count.get();
            return now > 0 && last.getAndSet(now) == now;
        });
    }

    @Test
    void anAnswerBeforeTheBodyIsReadReachesTheClient() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("POST /status?code=413 HTTP/1.1\r\nHost: hello.test\r\nContent-Length: 1000000\r\n\r\nabc");
            assertThat(client.read(false).status()).isEqualTo(413);
        }
    }

    @Test
    void aHeadIsNotKeptBackUntilThereIsABody() throws Exception {
        try (Raw client = lb.connect()) {
            client.send("GET /events HTTP/1.1\r\nHost: hello.test\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            backend.sendEvents();
            while (!client.line().isEmpty()) {
                // The head: the first chunk follows.
            }
            assertThat(client.line()).isEqualTo("5");
            assertThat(client.line()).isEqualTo("event");
        }
    }
}
