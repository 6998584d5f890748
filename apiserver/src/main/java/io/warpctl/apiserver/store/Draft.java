package io.warpctl.apiserver.store;

import java.nio.charset.StandardCharsets;

/**
 * An object's JSON cut where its resourceVersion goes: the number is only known when the write is committed, and filling it in
 * must not cost the writer thread a parse.
 *
 * @param head the bytes before the number
 * @param tail the bytes after it
 */
public record Draft(byte[] head, byte[] tail) {

    /** The whole JSON with {@code version} filled in. */
    public byte[] body(long version) {
        byte[] number = Long.toString(version).getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[head.length + number.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(number, 0, body, head.length, number.length);
        System.arraycopy(tail, 0, body, head.length + number.length, tail.length);
        return body;
    }

    /** Length of the JSON in bytes, give or take the digits of the version. */
    public int size() {
        return head.length + tail.length;
    }
}
