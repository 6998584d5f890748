package io.warpctl.lb;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP client that sends exactly the bytes it is told to, on one connection, and never repeats. */
final class Raw implements Closeable {
    private final Socket socket;
    private final InputStream in;

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private Raw(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Raw connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
        return new Raw(socket);
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    Raw send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Answer get(String path, String... headers) throws IOException {
        return request("GET", path, "", headers);
    }

    Answer request(String method, String path, String body, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            host |= header.toLowerCase(Locale.ROOT).startsWith("host:");
            text.append(header).append("\r\n");
        }
        if (!host) {
            text.append("Host: " + TestTable.HOST + "\r\n");
        }
        if (!body.isEmpty() || method.equals("POST")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        send(text.append("\r\n").append(body).toString());
        return read(method.equals("HEAD"));
    }

    Answer read(boolean head) throws IOException {
        String status = line();
        if (status.isEmpty()) {
            throw new EOFException("closed before an answer");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = whole(); !line.isEmpty(); line = whole()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        if (head || code < 200 || code == 204 || code == 304) {
            return new Answer(code, headers, "");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("transfer-encoding")) {
            for (int size = Integer.parseInt(whole(), 16); size > 0; size = Integer.parseInt(whole(), 16)) {
                exactly(body, size);
                whole();
            }
            for (String trailer = whole(); !trailer.isEmpty(); trailer = whole()) {
                int colon = trailer.indexOf(':');
                headers.put(
                        "trailer " + trailer.substring(0, colon).toLowerCase(Locale.ROOT),
                        trailer.substring(colon + 1).strip());
            }
        } else if (headers.containsKey("content-length")) {
            exactly(body, Integer.parseInt(headers.get("content-length")));
        } else {
            in.transferTo(body);
        }
        return new Answer(code, headers, body.toString(StandardCharsets.ISO_8859_1));
    }

    private void exactly(ByteArrayOutputStream body, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        body.write(bytes);
        if (bytes.length < size) {
            throw new EOFException("torn body: " + body.size() + " bytes");
        }
    }

    /** A line without its end; what there is at the end of the stream. */
    String line() throws IOException {
        return line(false);
    }

    private String whole() throws IOException {
        return line(true);
    }

    private String line(boolean whole) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        for (b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        if (whole && b < 0) {
            throw new EOFException("torn within a line: " + line);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side closed. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
