package io.warpctl.apiserver.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks the fields of one protobuf message. */
final class ProtoReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private int at;
    private int wire;
    private long number;
    private byte[] data = new byte[0];

    ProtoReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next field and returns its number, or 0 at the end. @throws MalformedException if there is no field here */
    int next() throws MalformedException {
        if (at == bytes.length) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        switch (wire) {
            case VARINT -> number = varint();
            case LENGTH -> {
                long length = varint();
                if (length < 0 || length > bytes.length - at) {
                    throw new MalformedException("unexpected EOF");
                }
                data = Arrays.copyOfRange(bytes, at, at + (int) length);
                at += (int) length;
            }
            case FIXED64 -> number = fixed64();
            case FIXED32 -> skip(Integer.BYTES);
            default -> throw new MalformedException("illegal wire type " + wire);
        }
        long field = tag >>> 3;
        if (field <= 0 || field > Integer.MAX_VALUE) {
            throw new MalformedException("illegal tag " + field);
        }
        return (int) field;
    }

    byte[] bytes() throws MalformedException {
        if (wire != LENGTH) {
            throw new MalformedException("wrong wire type " + wire);
        }
        return data;
    }

    String text() throws MalformedException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    long number() throws MalformedException {
        if (wire != VARINT) {
            throw new MalformedException("wrong wire type " + wire);
        }
        return number;
    }

    double real() throws MalformedException {
        if (wire != FIXED64) {
            throw new MalformedException("wrong wire type " + wire);
        }
        return Double.longBitsToDouble(number);
    }

    private long fixed64() throws MalformedException {
        skip(Long.BYTES);
        long value = 0;
        for (int i = 1; i <= Long.BYTES; i++) {
            value = value << Byte.SIZE | bytes[at - i] & 0xff;
        }
        return value;
    }

    private void skip(int count) throws MalformedException {
        if (bytes.length - at < count) {
            throw new MalformedException("unexpected EOF");
        }
        at += count;
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == bytes.length) {
                throw new MalformedException("unexpected EOF");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("integer overflow");
    }
}
