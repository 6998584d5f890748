package io.warpctl.apiserver.store;

import io.warpctl.apiserver.store.WriteAheadLog.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far the write-ahead log goes, by the header of SQLite's own index of it, as its format document describes that: after a
 * commit, on the thread that made it, a look into memory.
 *
 * <p>To be closed after the database: the system drops all of a process' locks on a file when any descriptor of it is closed.
 */
final class LogIndex implements AutoCloseable {

    private static final int HEADER = 48;
    private static final int PAGE_SIZE = 14;
    private static final int FRAMES = 16;
    private static final int SALT = 32;

    private final FileChannel channel;
    /** Numbers are in the machine's order. */
    private final ByteBuffer header;
    /** The salt is as in the log. */
    private final ByteBuffer salt;

    private LogIndex(FileChannel channel, MappedByteBuffer index) {
        this.channel = channel;
        header = index.duplicate().order(ByteOrder.nativeOrder());
        salt = index.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /** @param store an open database, which makes the index */
    static LogIndex of(Path store) throws IOException {
        FileChannel channel =
                FileChannel.open(store.resolveSibling(store.getFileName() + "-shm"), StandardOpenOption.READ);
        return new LogIndex(channel, channel.map(MapMode.READ_ONLY, 0, HEADER));
    }

    /** What is committed of the log. */
    Extent extent() {
        long frames = header.getInt(FRAMES);
        int page = header.getShort(PAGE_SIZE) & 0xffff;
        return frames == 0
                ? Extent.NONE
                : new Extent(salt.getLong(SALT), WriteAheadLog.length(frames, page == 1 ? 65_536 : page));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
