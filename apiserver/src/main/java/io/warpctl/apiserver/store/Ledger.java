package io.warpctl.apiserver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A second witness of what was acknowledged, beside SQLite's own files: SQLite takes a log that was cut off for one that ends
 * there, and would neither notice the loss nor, if the rest had already been copied into the database file, that what remains
 * mixes old pages with new ones.
 *
 * <p>A record is written after every commit, before its writers are told. It need not be synced: without power it is at most as old as
 * the log, and then claims less than there is.
 */
final class Ledger implements AutoCloseable {

    /** How the database file and the log stand to each other. */
    enum State {
        /** Nothing of the log is in the database file: any part of the log's beginning gives a consistent state. */
        CLEAN,
        /** Some of the log may be in the database file: the log is needed whole. */
        MIXED,
        /** All of the log is in the database file: the log can go. */
        COMPLETE
    }

    /**
     * @param version the newest acknowledged version
     * @param log what the log held then
     */
    record Entry(State state, long version, WriteAheadLog.Extent log) {}

    private static final int SIZE = 40;
    private static final int MARK = 0x4c454447;

    private final FileChannel channel;

    private Ledger(FileChannel channel) {
        this.channel = channel;
    }

    static Ledger open(Path file) throws IOException {
        return new Ledger(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** The last entry; empty if there is none or it is damaged. */
    Optional<Entry> read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                return Optional.empty();
            }
        }
        if (buffer.getInt(0) != MARK || buffer.getLong(32) != checksum(buffer)) {
            return Optional.empty();
        }
        State state = State.values()[buffer.getInt(4)];
        return Optional.of(
                new Entry(state, buffer.getLong(8), new WriteAheadLog.Extent(buffer.getLong(16), buffer.getLong(24))));
    }

    /** @param sync whether what follows relies on its being on disk */
    void write(Entry entry, boolean sync) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE)
                .putInt(MARK)
                .putInt(entry.state.ordinal())
                .putLong(entry.version)
                .putLong(entry.log.salt())
                .putLong(entry.log.bytes());
        buffer.putLong(checksum(buffer)).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer, buffer.position());
        }
        if (sync) {
            channel.force(false);
        }
    }

    private static long checksum(ByteBuffer buffer) {
        CRC32 crc = new CRC32();
        crc.update(buffer.array(), 0, 32);
        return crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
