package io.warpctl.node.probe;

import io.warpctl.node.http.AnswerReader;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One probe under way, on a connection of its own. Used by the prober's thread only. */
final class Attempt {
    private static final int MAX_BODY = 64 * 1024;

    private final ProbeQuestion question;
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final AnswerReader reader = new AnswerReader(MAX_BODY);
    private final long deadline;

    private Attempt(ProbeQuestion question, SocketChannel channel, long deadline) {
        this.question = question;
        this.channel = channel;
        this.request = ByteBuffer.wrap(question.request().getBytes(StandardCharsets.US_ASCII));
        this.deadline = deadline;
    }

    /** Begins; {@code owner} is attached to the selector's key. */
    static Attempt begin(ProbeQuestion question, Selector selector, Object owner, long nanoTime) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(question.address());
            channel.register(selector, SelectionKey.OP_CONNECT, owner);
            return new Attempt(question, channel, nanoTime + question.timeout().toNanos());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    long deadline() {
        return deadline;
    }

    /** Goes on as far as the connection allows; the verdict when the probe is over. */
    Optional<ProbeVerdict> advance(SelectionKey key, ByteBuffer buffer) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                if (!request.hasRemaining()) {
                    return Optional.of(ProbeVerdict.GOOD);
                }
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(request);
                key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                return read(buffer);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(failed(question, e));
        }
    }

    ProbeVerdict timedOut() {
        String what = channel.isConnected() ? "no answer from " : "no connection to ";
        return ProbeVerdict.bad(
                what + question.where() + " within " + question.timeout().toSeconds() + " s");
    }

    void close() throws IOException {
        channel.close();
    }

    /** An I/O error in plain words. */
    static ProbeVerdict failed(ProbeQuestion question, IOException e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        if (refused(e)) {
            return ProbeVerdict.bad("connection refused on " + question.where());
        }
        return ProbeVerdict.bad(question.where() + ": " + text);
    }

    static boolean refused(IOException e) {
        return e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused");
    }

    private Optional<ProbeVerdict> read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            reader.end();
        } else if (!reader.feed(buffer.flip())) {
            return Optional.empty();
        }
        return Optional.of(ProbeVerdict.of(question, reader.answer()));
    }
}
