package io.warpctl.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Puts a response together from the bytes as they arrive. One reader reads one response. */
public final class AnswerReader {
    private static final int MAX_LINE = 16 * 1024;

    private enum State {
        STATUS_LINE,
        HEADERS,
        FIXED_BODY,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        DONE
    }

    private final int maxBody;
    private final StringBuilder line = new StringBuilder();
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private State state = State.STATUS_LINE;
    private boolean http11;
    private int status;
    private long remaining;

    /** @param maxBody a longer body is an error, in bytes */
    public AnswerReader(int maxBody) {
        this.maxBody = maxBody;
    }

    /**
     * Takes the bytes up to the end of the response.
     *
     * @return whether the response is complete
     */
    public boolean feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && state != State.DONE) {
            switch (state) {
                case FIXED_BODY, CHUNK_DATA -> takeCounted(bytes);
                case BODY_TO_END -> take(bytes, bytes.remaining());
                default -> takeLine(bytes);
            }
        }
        return state == State.DONE;
    }

    /**
     * The peer has closed the connection.
     *
     * @throws IOException when the response is not complete with that
     */
    public void end() throws IOException {
        if (state == State.BODY_TO_END) {
            state = State.DONE;
        }
        if (state != State.DONE) {
            throw new ProtocolException("connection closed in the middle of the answer");
        }
    }

    /** Whether nothing of a response has come yet. */
    public boolean untouched() {
        return state == State.STATUS_LINE && line.isEmpty();
    }

    /** Whether the connection can carry another request. */
    public boolean reusable() {
        return state == State.DONE
                && http11
                && !headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                && (headers.containsKey("content-length") || headers.containsKey("transfer-encoding"));
    }

    /** The complete response. */
    public HttpAnswer answer() {
        if (state != State.DONE) {
            throw new IllegalStateException("the response is not complete");
        }
        return new HttpAnswer(status, headers, body.toByteArray());
    }

    private void takeCounted(ByteBuffer bytes) throws IOException {
        int length = (int) Math.min(remaining, bytes.remaining());
        take(bytes, length);
        remaining -= length;
        if (remaining == 0) {
            state = state == State.FIXED_BODY ? State.DONE : State.CHUNK_END;
        }
    }

    private void take(ByteBuffer bytes, int length) throws IOException {
        if (body.size() + length > maxBody) {
            throw new ProtocolException("the answer is longer than " + maxBody / 1024 + " KiB");
        }
        byte[] part = new byte[length];
        bytes.get(part);
        body.write(part, 0, length);
    }

    private void takeLine(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            char next = (char) (bytes.get() & 0xff);
            if (next == '\n') {
                String complete = line.toString();
                line.setLength(0);
                lineRead(complete.endsWith("\r") ? complete.substring(0, complete.length() - 1) : complete);
                return;
            }
            line.append(next);
            if (line.length() > MAX_LINE) {
                throw new ProtocolException("the answer is not HTTP: a line is longer than 16 KiB");
            }
        }
    }

    private void lineRead(String text) throws IOException {
        switch (state) {
            case STATUS_LINE -> statusLine(text);
            case HEADERS -> headerLine(text);
            case CHUNK_SIZE -> chunkSize(text);
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILERS -> state = text.isEmpty() ? State.DONE : State.TRAILERS;
            default -> throw new IllegalStateException(state.toString());
        }
    }

    private void statusLine(String text) throws IOException {
        String[] parts = text.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new ProtocolException("the answer is not HTTP/1.1: \"" + printable(text) + "\"");
        }
        http11 = parts[0].equals("HTTP/1.1");
        status = Integer.parseInt(parts[1]);
        state = State.HEADERS;
    }

    private void headerLine(String text) throws IOException {
        if (text.isEmpty()) {
            headersRead();
            return;
        }
        int colon = text.indexOf(':');
        if (colon > 0) {
            headers.put(
                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip());
        }
    }

    private void headersRead() throws IOException {
        if (status < 200) {
            headers.clear();
            state = State.STATUS_LINE;
        } else if (status == 204 || status == 304) {
            state = State.DONE;
        } else if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            state = State.CHUNK_SIZE;
        } else if (headers.containsKey("content-length")) {
            remaining = number(headers.get("content-length"), 10);
            state = remaining == 0 ? State.DONE : State.FIXED_BODY;
        } else {
            state = State.BODY_TO_END;
        }
    }

    private void chunkSize(String text) throws IOException {
        int extension = text.indexOf(';');
        remaining = number((extension < 0 ? text : text.substring(0, extension)).strip(), 16);
        state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for a negative one
        }
        throw new ProtocolException("the answer has the length \"" + printable(text) + "\"");
    }

    private static String printable(String text) {
        String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new String(start.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replaceAll("\\p{Cntrl}", "?");
    }
}
