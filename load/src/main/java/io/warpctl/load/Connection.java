package io.warpctl.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection of the request loop: closed, idle, or busy with exactly one request. */
final class Connection {
    /** Told the outcome of every request, on the loop's thread. */
    interface Listener {
        void answered(Connection connection, Exchange exchange, ResponseReader.Response response);

        void failed(Connection connection, Exchange exchange, FailureKind kind, String detail);
    }

    private final Selector selector;
    private final InetSocketAddress address;
    private final byte[] request;
    private final ByteBuffer buffer;
    private final Listener listener;
    private SocketChannel channel;
    private SelectionKey key;
    private Exchange exchange;
    private ByteBuffer unsent;
    private ResponseReader reader;

    /** The buffer is shared by all connections of one loop; nothing stays in it between two calls. */
    Connection(Selector selector, InetSocketAddress address, byte[] request, ByteBuffer buffer, Listener listener) {
        this.selector = selector;
        this.address = address;
        this.request = request;
        this.buffer = buffer;
        this.listener = listener;
    }

    /** Sends the request, opening the connection first if it is closed or was closed while idle. */
    void send(Exchange next) {
        exchange = next;
        exchange.address = address;
        exchange.connection = this;
        reader = new ResponseReader();
        unsent = ByteBuffer.wrap(request);
        if (channel != null && !stillIdle()) {
            close();
        }
        if (channel == null) {
            connect();
        } else {
            write();
        }
    }

    /** Called when the selector reports the connection ready. */
    void ready() {
        if (channel == null) {
            return;
        }
        if (key.isConnectable()) {
            finishConnect();
        } else if (exchange == null) {
            if (!stillIdle()) {
                close();
            }
        } else {
            if (key.isWritable()) {
                write();
            }
            if (exchange != null && key.isValid() && key.isReadable()) {
                read();
            }
        }
    }

    /** Gives the running request up; its outcome is the caller's affair. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a connection", e);
            } finally {
                channel = null;
            }
        }
    }

    private void connect() {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(address);
            key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            if (connected) {
                write();
            }
        } catch (IOException e) {
            fail(FailureKind.CONNECT, e.getMessage());
        }
    }

    private void finishConnect() {
        try {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException e) {
            fail(FailureKind.CONNECT, e.getMessage());
            return;
        }
        write();
    }

    private void write() {
        try {
            if (!exchange.sent) {
                exchange.sent = true;
                exchange.sentAt = System.nanoTime();
            }
            channel.write(unsent);
            key.interestOps(
                    unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } catch (IOException e) {
            fail(FailureKind.RESET, "while sending: " + e.getMessage());
        }
    }

    private void read() {
        Optional<ResponseReader.Response> response;
        try {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                ended();
                return;
            }
            response = reader.read(buffer.flip());
        } catch (ResponseReader.MalformedException e) {
            fail(FailureKind.TORN_BODY, e.getMessage());
            return;
        } catch (IOException e) {
            fail(FailureKind.RESET, e.getMessage() + " after " + reader.progress());
            return;
        }
        response.ifPresent(this::succeed);
    }

    private void ended() {
        if (reader.begun()) {
            fail(FailureKind.TORN_BODY, "closed after " + reader.progress());
        } else {
            fail(FailureKind.RESET, "closed without an answer");
        }
    }

    private void succeed(ResponseReader.Response response) {
        if (!response.reusable()) {
            close();
        }
        var finished = exchange;
        exchange = null;
        listener.answered(this, finished, response);
    }

    private void fail(FailureKind kind, String detail) {
        close();
        var finished = exchange;
        exchange = null;
        listener.failed(this, finished, kind, detail);
    }

    /** An idle connection has nothing to read: an end, an error, or bytes nobody asked for make it useless. */
    private boolean stillIdle() {
        try {
            buffer.clear();
            return channel.read(buffer) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The bytes of a GET request. */
    static byte[] request(String path, String host, boolean keepAlive) {
        var text = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: warp-load\r\nAccept: */*\r\n"
                + (keepAlive ? "" : "Connection: close\r\n") + "\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
