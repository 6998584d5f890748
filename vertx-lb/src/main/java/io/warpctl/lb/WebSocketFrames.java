package io.warpctl.lb;

import io.vertx.core.buffer.Buffer;

/** Follows the frames in one direction of a WebSocket without looking into them, to know where a frame of our own may be put in between. */
final class WebSocketFrames {
    private static final int CLOSE = 8;
    private static final int SHORTEST_HEAD = 2;
    private static final int MASK = 4;

    private int headRead;
    private int headLength = SHORTEST_HEAD;
    private int lengthBytes;
    private int opcode;
    private long payload;
    private boolean sawClose;

    /** Whether what passed ends with a complete frame. */
    boolean atBoundary() {
        return headRead == 0;
    }

    /** Whether this side said goodbye. */
    boolean sawClose() {
        return sawClose;
    }

    void passAll(Buffer data) {
        int at = 0;
        while (at < data.length()) {
            at = pass(data, at);
        }
    }

    /** Passes the bytes of one frame, or what there is of it; the index behind them. */
    int pass(Buffer data, int from) {
        int at = from;
        while (at < data.length() && headRead < headLength) {
            head(data.getByte(at++) & 0xff);
        }
        if (headRead < headLength) {
            return at;
        }
        int part = (int) Math.min(payload, data.length() - at);
        payload -= part;
        if (payload == 0) {
            sawClose |= opcode == CLOSE;
            headRead = 0;
            headLength = SHORTEST_HEAD;
        }
        return at + part;
    }

    private void head(int octet) {
        if (headRead == 0) {
            opcode = octet & 0x0f;
        } else if (headRead == 1) {
            int length = octet & 0x7f;
            lengthBytes = length == 127 ? 8 : length == 126 ? 2 : 0;
            payload = lengthBytes == 0 ? length : 0;
            headLength = SHORTEST_HEAD + lengthBytes + ((octet & 0x80) != 0 ? MASK : 0);
        } else if (headRead < SHORTEST_HEAD + lengthBytes) {
            payload = (payload << 8 | octet) & Long.MAX_VALUE;
        }
        headRead++;
    }
}
