package io.warpctl.lb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that reads a request's head and then resets the connection, having written the given bytes. */
final class FailingBackend implements AutoCloseable {
    final AtomicInteger executions = new AtomicInteger();
    private final ServerSocket server;
    private final byte[] answer;

    FailingBackend(String answer) {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "failing-backend");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                int newlines = 0;
                for (int b = in.read(); b >= 0 && newlines < 4; b = newlines < 4 ? in.read() : b) {
                    newlines = b == '\r' || b == '\n' ? newlines + 1 : 0;
                    if (newlines == 4) {
                        break;
                    }
                }
                executions.incrementAndGet();
                socket.getOutputStream().write(answer);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The other side left first: nothing to answer.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
