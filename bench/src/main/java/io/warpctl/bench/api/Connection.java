package io.warpctl.bench.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept connection of HTTP/1.1, one request at a time, as cheap as can be: it shares the processors with the server. */
final class Connection implements AutoCloseable {
    private static final String LENGTH = "\r\ncontent-length: ";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[64 << 10];
    private int body;
    private int end;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a whole request and reads the whole answer. @return the status */
    int send(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        int head;
        do {
            filled += read(filled);
            head = endOfHead(filled);
        } while (head < 0);
        String text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        int at = text.indexOf(LENGTH) + LENGTH.length();
        if (at < LENGTH.length()) {
            throw new IOException("an answer without a length: " + text);
        }
        body = head;
        end = head + Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, end);
        }
        while (filled < end) {
            filled += read(filled);
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    /** Sends a request that must succeed. */
    void must(byte[] request) throws IOException {
        int status = send(request);
        if (status / 100 != 2) {
            throw new IOException("answered with " + status + ": " + text());
        }
    }

    /** The last answer's body. */
    String text() {
        return new String(buffer, body, end - body, StandardCharsets.UTF_8);
    }

    int length() {
        return end - body;
    }

    private int read(int at) throws IOException {
        int read = in.read(buffer, at, buffer.length - at);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
