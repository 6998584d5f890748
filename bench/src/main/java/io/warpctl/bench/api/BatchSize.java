package io.warpctl.bench.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * How many writes share a commit of a running server, seen from outside: its ledger says up to which version and byte its log
 * was answered for; the frames of SQLite's log between two looks say how many commits that were.
 */
final class BatchSize implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private record Look(long version, long salt, long bytes) {}

    private final Path data;
    private final CompletableFuture<Void> end;
    private volatile boolean closing;
    private long writes;
    private long commits;

    BatchSize(Path data) {
        this.data = data;
        end = CompletableFuture.runAsync(this::watch);
    }

    private void watch() {
        try (FileChannel ledger = FileChannel.open(data.resolve("ledger"), StandardOpenOption.READ);
                FileChannel log = FileChannel.open(data.resolve("store.db-wal"), StandardOpenOption.READ)) {
            Look before = look(ledger);
            while (!closing) {
                LockSupport.parkNanos(PAUSE_NANOS);
                Look now = look(ledger);
                if (now.salt == before.salt && now.salt != 0 && now.bytes > before.bytes) {
                    count(log, before, now);
                }
                before = now;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the server's log cannot be read", e);
        }
    }

    private void count(FileChannel log, Look before, Look now) throws IOException {
        ByteBuffer header = read(log, 0, LOG_HEADER);
        long found = 0;
        int frame = FRAME_HEADER + header.getInt(8);
        for (long at = Math.max(before.bytes, LOG_HEADER); at < now.bytes; at += frame) {
            ByteBuffer next = read(log, at, FRAME_HEADER);
            if (next.getLong(8) != now.salt) {
                // The log was moved meanwhile.
                return;
            }
            found += next.getInt(4) != 0 ? 1 : 0;
        }
        writes += now.version - before.version;
        commits += found;
    }

    private static Look look(FileChannel ledger) throws IOException {
        ByteBuffer entry = read(ledger, 0, 40);
        return new Look(entry.getLong(8), entry.getLong(16), entry.getLong(24));
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
            continue;
        }
        return buffer.clear();
    }

    /** The mean so far; 1 if nothing was seen. */
    double mean() {
        close();
        return commits == 0 ? 1 : (double) writes / commits;
    }

    @Override
    public void close() {
        closing = true;
        end.join();
    }
}
