package io.warpctl.load;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/** A server on loopback that answers each request, counted from 1, as the test says. */
final class TestServer implements AutoCloseable {
    /** What becomes of one request. */
    interface Reply {
        /** Returns whether the connection stays open. */
        boolean write(Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final IntFunction<Reply> replies;

    TestServer(IntFunction<Reply> replies) throws IOException {
        this.replies = replies;
        threads.submit(this::accept);
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    LoadPlan plan(int rate, int keepAliveConnections) {
        var address = "127.0.0.1:" + server.getLocalPort();
        return new LoadPlan(rate, keepAliveConnections, "dev-hello.example.com", List.of(address), "/", "hello");
    }

    static Reply ok(String version) {
        return answer("200 OK", body("hello", version), "");
    }

    static Reply answer(String status, String body, String headers) {
        return (socket, out) -> {
            out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    static Reply reset() {
        return (socket, out) -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    static Reply never() {
        return (socket, out) -> true;
    }

    static String body(String service, String version) {
        var covered = "{\"service\":\"%s\",\"block\":\"main\",\"host\":\"a\",\"container\":\"c-%s\",\"version\":\"%s\""
                .formatted(service, version, version);
        var crc = new CRC32();
        crc.update(covered.getBytes(StandardCharsets.UTF_8));
        return covered + ",\"checksum\":\"%08x\"}".formatted(crc.getValue());
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
            connections.incrementAndGet();
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            boolean open = true;
            while (open && readRequest(socket.getInputStream())) {
                open = replies.apply(requests.incrementAndGet()).write(socket, socket.getOutputStream());
            }
        } finally {
            sockets.remove(socket);
        }
        return null;
    }

    private static boolean readRequest(InputStream in) throws IOException {
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            end = next == "\r\n\r\n".charAt(end) ? end + 1 : next == '\r' ? 1 : 0;
        }
        return true;
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
