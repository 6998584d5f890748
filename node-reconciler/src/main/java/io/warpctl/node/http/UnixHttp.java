package io.warpctl.node.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * HTTP over a Unix domain socket, one request at a time on one connection that is kept. Every request may be repeated
 * without harm: one that finds the kept connection closed is sent again on a new one.
 */
public final class UnixHttp implements AutoCloseable {
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final Path socket;
    private final Duration timeout;
    private SocketChannel connection;

    /** @param timeout longest time for one request, its answer included */
    public UnixHttp(Path socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param body JSON; empty for none
     * @throws SocketTimeoutException when somebody listens and does not answer in time
     * @throws IOException when there is no complete answer for another reason
     */
    public synchronized HttpAnswer send(String method, String target, byte[] body) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean kept = connection != null;
        AnswerReader reader = new AnswerReader(MAX_BODY);
        try {
            return exchange(reader, method, target, body, deadline);
        } catch (IOException e) {
            close();
            if (!kept || !reader.untouched() || e instanceof SocketTimeoutException) {
                throw e;
            }
        }
        try {
            return exchange(new AnswerReader(MAX_BODY), method, target, body, deadline);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // Closing is all that was wanted.
            }
            connection = null;
        }
    }

    private HttpAnswer exchange(AnswerReader reader, String method, String target, byte[] body, long deadline)
            throws IOException {
        if (connection == null) {
            connection = SocketChannel.open(StandardProtocolFamily.UNIX);
            connection.configureBlocking(false);
            // Unfinished means that the listener's backlog is full; waiting for that has no bound of its own.
            if (!connection.connect(UnixDomainSocketAddress.of(socket))) {
                throw new SocketTimeoutException(socket + " takes no more connections");
            }
        }
        try (Selector selector = Selector.open()) {
            SelectionKey key = connection.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer request = request(method, target, body);
            while (request.hasRemaining()) {
                awaitReady(selector, deadline);
                connection.write(request);
            }
            key.interestOps(SelectionKey.OP_READ);
            read(reader, selector, deadline);
        }
        if (!reader.reusable()) {
            close();
        }
        return reader.answer();
    }

    private void read(AnswerReader reader, Selector selector, long deadline) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        boolean complete = false;
        while (!complete) {
            awaitReady(selector, deadline);
            int count = connection.read(buffer.clear());
            if (count < 0 && reader.untouched()) {
                throw new EOFException(socket + " was closed without an answer");
            } else if (count < 0) {
                reader.end();
                complete = true;
            } else {
                complete = reader.feed(buffer.flip());
            }
        }
    }

    private void awaitReady(Selector selector, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || selector.select(millis) == 0) {
            throw new SocketTimeoutException("no answer on " + socket + " within " + timeout.toMillis() + " ms");
        }
        selector.selectedKeys().clear();
    }

    private static ByteBuffer request(String method, String target, byte[] body) {
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (body.length > 0 ? "Content-Type: application/json\r\n" : "")
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .flip();
    }
}
