package io.warpctl.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Collects one HTTP/1.1 response that has a Content-Length; the service asked for here always sends one. */
final class ResponseReader {
    private static final int LARGEST = 1 << 20;

    /**
     * @param status the status code
     * @param reusable whether the connection may carry another request
     * @param body the whole body
     */
    record Response(int status, boolean reusable, byte[] body) {}

    /** The bytes are no response that can be read; the message says why. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    private final ByteArrayOutputStream received = new ByteArrayOutputStream(512);
    private int headEnd = -1;
    private int length;
    private int status;
    private boolean reusable;

    /** Whether any byte has come. */
    boolean begun() {
        return received.size() > 0;
    }

    /** How much has come, for people. */
    String progress() {
        return headEnd < 0
                ? received.size() + " bytes of the head"
                : (received.size() - headEnd) + " of " + length + " bytes of the body";
    }

    /** Takes what was read; the response once it is whole. */
    Optional<Response> read(ByteBuffer bytes) throws MalformedException {
        var chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        received.writeBytes(chunk);
        if (received.size() > LARGEST) {
            throw new MalformedException("longer than " + LARGEST + " bytes");
        }
        if (headEnd < 0 && !readHead()) {
            return Optional.empty();
        }
        int body = received.size() - headEnd;
        if (body < length) {
            return Optional.empty();
        }
        if (body > length) {
            throw new MalformedException((body - length) + " bytes more than Content-Length");
        }
        return Optional.of(
                new Response(status, reusable, Arrays.copyOfRange(received.toByteArray(), headEnd, received.size())));
    }

    private boolean readHead() throws MalformedException {
        var text = received.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        var lines = text.substring(0, end).split("\r\n");
        if (!lines[0].matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new MalformedException("not a status line: " + lines[0]);
        }
        status = Integer.parseInt(lines[0].substring(9, 12));
        reusable = lines[0].startsWith("HTTP/1.1");
        length = -1;
        for (var line : lines) {
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = contentLength(header);
            } else if (header.startsWith("connection:") && header.contains("close")) {
                reusable = false;
            }
        }
        if (length < 0) {
            // The status is what such an answer is judged by, if it says failure; without one there is nothing to
            // trust.
            if (status == 200) {
                throw new MalformedException("no Content-Length");
            }
            length = text.length() - end - 4;
            reusable = false;
        }
        headEnd = end + 4;
        return true;
    }

    private static int contentLength(String header) throws MalformedException {
        try {
            return Integer.parseInt(header.substring("content-length:".length()).strip());
        } catch (NumberFormatException e) {
            throw new MalformedException("unreadable header " + header);
        }
    }
}
