package io.warpctl.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Echoes WebSocket texts on loopback, but for what the test says about the n-th text, counted from 1. */
final class EchoServer implements AutoCloseable {
    /** Answers one text. Returns whether the connection stays open. */
    interface Echo {
        boolean answer(int count, byte[] text, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger texts = new AtomicInteger();
    private final Echo echo;

    EchoServer(Echo echo) throws IOException {
        this.echo = echo;
        threads.submit(this::accept);
    }

    WebSocketPlan plan(int connections) {
        return new WebSocketPlan(connections, 100, "x", List.of("127.0.0.1:" + server.getLocalPort()), "/ws");
    }

    static boolean text(OutputStream out, byte[] text) throws IOException {
        return frame(out, 1, text);
    }

    static boolean close(OutputStream out, int code) throws IOException {
        frame(out, 8, WebSocketFrames.closePayload(code));
        return false;
    }

    private static boolean frame(OutputStream out, int opcode, byte[] payload) throws IOException {
        var frame = new byte[2 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        out.write(frame);
        return true;
    }

    private Void accept() throws IOException {
        while (true) {
            Socket socket;
            try {
                socket = server.accept();
            } catch (SocketException e) {
                return null; // closed by the test
            }
            sockets.add(socket);
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws IOException {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            boolean open = true;
            while (open) {
                int opcode = in.readUnsignedByte() & 0x0f;
                var mask = new byte[4];
                var payload = new byte[in.readUnsignedByte() & 0x7f];
                in.readFully(mask);
                in.readFully(payload);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                open = opcode == 8
                        ? frame(out, 8, payload) && false
                        : echo.answer(texts.incrementAndGet(), payload, out);
            }
        } finally {
            sockets.remove(socket);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
