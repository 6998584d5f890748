package io.warpctl.apiserver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What SQLite's write-ahead log holds, read from the file as its format document describes it: a header with two random numbers
 * (the salt), then frames of one page each, which carry the salt and a running checksum.
 */
final class WriteAheadLog {

    /**
     * How much of a log counts.
     *
     * @param salt which log it is; 0 if there is none
     * @param bytes where its last whole transaction ends
     */
    record Extent(long salt, long bytes) {

        static final Extent NONE = new Extent(0, 0);
    }

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private WriteAheadLog() {}

    /** The part of the log that SQLite will take for valid. */
    static Extent scan(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header == null || (header.getInt(0) & ~1) != MAGIC) {
                return Extent.NONE;
            }
            ByteOrder order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            int pageSize = header.getInt(8);
            int[] sum = new int[2];
            checksum(header, HEADER - 8, order, sum);
            if (pageSize < 512 || sum[0] != header.getInt(24) || sum[1] != header.getInt(28)) {
                return Extent.NONE;
            }
            long salt = header.getLong(16);
            long at = HEADER;
            long end = 0;
            while (true) {
                ByteBuffer frame = read(channel, at, FRAME_HEADER + pageSize);
                if (frame == null || frame.getLong(8) != salt) {
                    return new Extent(salt, end);
                }
                checksum(frame, 8, order, sum);
                frame.position(FRAME_HEADER);
                checksum(frame.slice(), pageSize, order, sum);
                if (sum[0] != frame.getInt(16) || sum[1] != frame.getInt(20)) {
                    return new Extent(salt, end);
                }
                at += FRAME_HEADER + pageSize;
                if (frame.getInt(4) != 0) {
                    end = at;
                }
            }
        } catch (NoSuchFileException e) {
            return Extent.NONE;
        }
    }

    /** Where a number of frames ends. */
    static long length(long frames, int pageSize) {
        return HEADER + frames * (FRAME_HEADER + pageSize);
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                return null;
            }
        }
        return buffer.flip();
    }

    private static void checksum(ByteBuffer from, int length, ByteOrder order, int[] sum) {
        ByteBuffer words = from.duplicate().order(order);
        for (int i = 0; i < length; i += 8) {
            sum[0] += words.getInt(i) + sum[1];
            sum[1] += words.getInt(i + 4) + sum[0];
        }
    }
}
