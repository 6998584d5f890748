package io.warpctl.examples.hello;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One connection, served by one thread: requests one after the other, or a WebSocket. */
final class Connection {
    // Longer than any client keeps a connection idle: whoever closes first should be the one who opens.
    private static final int IDLE_MILLIS = 600_000;
    private static final int LONGEST_STREAM_SECONDS = 3600;
    private static final int CHUNKS_PER_SECOND = 10;

    private final Socket socket;
    private final Service service;
    private final Mode mode;
    private boolean idle = true;
    private volatile boolean stopping;
    private WebSocketEcho webSocket;

    Connection(Socket socket, Service service, Mode mode) {
        this.socket = socket;
        this.service = service;
        this.mode = mode;
    }

    /** Serves until either side ends. */
    void serve() throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            var in = new BufferedInputStream(socket.getInputStream(), 2048);
            var out = socket.getOutputStream();
            boolean open = true;
            while (open) {
                int first = in.read();
                if (first < 0 || !begin()) {
                    return;
                }
                open = serve(Request.read(first, in), in, out) && end();
            }
        } catch (Request.BadRequestException e) {
            System.out.println("bad request: " + e.getMessage());
        } catch (EOFException | SocketException | SocketTimeoutException e) {
            // The client went away, or stop() closed the connection: nobody is left to tell.
            return;
        }
    }

    /** Ends it when it is idle, else after the request that runs. A WebSocket is told to go away. */
    synchronized void stop() throws IOException {
        stopping = true;
        if (webSocket != null) {
            webSocket.goAway();
        } else if (idle) {
            socket.close();
        }
    }

    /** Ends it in the middle of whatever it does. */
    void abort() throws IOException {
        socket.close();
    }

    private synchronized boolean begin() {
        idle = false;
        return !socket.isClosed();
    }

    private synchronized boolean end() {
        idle = true;
        return !stopping;
    }

    private boolean serve(Request request, InputStream in, OutputStream out) throws IOException {
        if (mode == Mode.NO_ANSWER) {
            in.transferTo(OutputStream.nullOutputStream());
            return false;
        }
        if (request.isWebSocket() && request.path().equals("/ws")) {
            out.write(WebSocketEcho.handshake(request));
            echo(new WebSocketEcho(in, out));
            return false;
        }
        request.dropBody(in, out);
        boolean keepAlive = request.keepAlive() && !stopping;
        if (request.path().equals("/slow")) {
            stream(request, out, keepAlive);
        } else {
            var reply = service.answer(request, socket.getInetAddress().getHostAddress());
            write(out, reply, request.method().equals("HEAD"), keepAlive);
        }
        return keepAlive;
    }

    private void echo(WebSocketEcho echo) throws IOException {
        synchronized (this) {
            webSocket = echo;
            if (stopping) {
                echo.goAway();
            }
        }
        echo.run();
    }

    private static void write(OutputStream out, Service.Reply reply, boolean headOnly, boolean keepAlive)
            throws IOException {
        var head = head(reply.status(), "Content-Length: " + reply.body().length, keepAlive);
        int length = headOnly ? 0 : reply.body().length;
        // In one write, so that it is one packet.
        var bytes = new byte[head.length + length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(reply.body(), 0, bytes, head.length, length);
        out.write(bytes);
    }

    /** A line every 100 ms for as many seconds as asked for. */
    private static void stream(Request request, OutputStream out, boolean keepAlive) throws IOException {
        out.write(head(200, "Transfer-Encoding: chunked", keepAlive));
        for (int i = 0; i < seconds(request) * CHUNKS_PER_SECOND; i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(1000 / CHUNKS_PER_SECOND);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EOFException("interrupted while streaming");
            }
            var line = i + "\n";
            out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static int seconds(Request request) throws IOException {
        var text = request.parameter("seconds");
        if (!text.matches("\\d{1,6}")) {
            throw new Request.BadRequestException("/slow needs ?seconds=N");
        }
        return Math.min(LONGEST_STREAM_SECONDS, Integer.parseInt(text));
    }

    private static byte[] head(int status, String framing, boolean keepAlive) {
        var head = "HTTP/1.1 " + status + (status == 200 ? " OK" : " Internal Server Error")
                + "\r\nContent-Type: application/json\r\n" + framing
                + (keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
