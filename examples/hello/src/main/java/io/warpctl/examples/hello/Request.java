package io.warpctl.examples.hello;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of one HTTP/1.x request; its body, which nothing here needs, is read and dropped.
 *
 * @param headers by lower-case name; of a repeated header the last one
 */
record Request(String method, String path, String query, boolean http11, Map<String, String> headers) {
    private static final int LONGEST_HEAD = 16 * 1024;

    /** The bytes are no request; the connection is of no further use. */
    static final class BadRequestException extends IOException {
        private static final long serialVersionUID = 1;

        BadRequestException(String message) {
            super(message);
        }
    }

    /** Reads a head whose first byte has come already. */
    static Request read(int first, InputStream in) throws IOException {
        var head = new StringBuilder(256).append((char) first);
        while (head.length() < 4 || !endsHead(head)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a request's head");
            }
            if (head.append((char) next).length() > LONGEST_HEAD) {
                throw new BadRequestException("head longer than " + LONGEST_HEAD + " bytes");
            }
        }
        var lines = head.toString().strip().split("\r\n");
        var words = lines[0].split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith("/")) {
            throw new BadRequestException("not a request line: " + lines[0]);
        }
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new BadRequestException("not a header: " + lines[i]);
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int question = words[1].indexOf('?');
        return new Request(
                words[0],
                question < 0 ? words[1] : words[1].substring(0, question),
                question < 0 ? "" : words[1].substring(question + 1),
                words[2].equals("HTTP/1.1"),
                headers);
    }

    private static boolean endsHead(StringBuilder head) {
        int end = head.length();
        return head.charAt(end - 1) == '\n'
                && head.charAt(end - 2) == '\r'
                && head.charAt(end - 3) == '\n'
                && head.charAt(end - 4) == '\r';
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the client wants to send more requests on this connection. */
    boolean keepAlive() {
        var connection = header("connection").toLowerCase(Locale.ROOT);
        return http11 ? !connection.contains("close") : connection.contains("keep-alive");
    }

    boolean isWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    /** Value of a query parameter, without decoding; empty if it is not there. */
    String parameter(String name) {
        for (var pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** Reads the body up to the next request's begin. */
    void dropBody(InputStream in, OutputStream out) throws IOException {
        boolean chunked = header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked");
        if ((chunked || !header("content-length").isEmpty()) && header("expect").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        if (chunked) {
            for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
                in.skipNBytes(size);
                line(in);
            }
            while (!line(in).isEmpty()) {
                // Trailers mean nothing here.
            }
        } else if (!header("content-length").isEmpty()) {
            in.skipNBytes(parse(header("content-length"), 10));
        }
    }

    private static long chunkSize(InputStream in) throws IOException {
        return parse(line(in).split(";")[0].strip(), 16);
    }

    private static long parse(String number, int radix) throws IOException {
        try {
            return Long.parseLong(number, radix);
        } catch (NumberFormatException e) {
            throw new BadRequestException("not a length: " + number);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a request's body");
            }
            if (line.append((char) next).length() > LONGEST_HEAD) {
                throw new BadRequestException("line longer than " + LONGEST_HEAD + " bytes");
            }
        }
        return line.toString().strip();
    }
}
