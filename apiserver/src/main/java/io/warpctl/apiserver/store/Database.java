package io.warpctl.apiserver.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The connections to SQLite: one for the writer, a few for readers, which see what is committed. In memory there is only one
 * connection, handed round under a lock.
 */
final class Database implements AutoCloseable {

    static final int BUSY_MILLIS = 10_000;
    private static final int READERS = 4;

    private final String place;
    private final Session writer;
    private final BlockingQueue<Session> readers;
    private final List<Session> sessions = new ArrayList<>();
    private final ReentrantLock single;

    private Database(String place, String url, boolean file) throws SQLException {
        this.place = place;
        single = file ? null : new ReentrantLock();
        // Deferred, a transaction that met a lock of a moment would fail at once: SQLite waits only at a transaction's
        // begin.
        writer = open(url, file, 4_000, TransactionMode.IMMEDIATE);
        readers = new ArrayBlockingQueue<>(READERS);
        for (int i = 0; file && i < READERS; i++) {
            readers.add(open(url, true, 1_000, TransactionMode.DEFERRED));
        }
    }

    static Database file(Path file) throws SQLException {
        return new Database(file.toString(), "jdbc:sqlite:" + file.toAbsolutePath(), true);
    }

    static Database memory() throws SQLException {
        return new Database("in memory", "jdbc:sqlite::memory:", false);
    }

    private Session open(String url, boolean file, int cacheKib, TransactionMode mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(mode);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-cacheKib);
        if (file) {
            config.setJournalMode(JournalMode.WAL);
            config.setSynchronous(SynchronousMode.FULL);
        }
        Session session = new Session(config.createConnection(url));
        if (file) {
            // The log is moved by LogKeeper, which must know when.
            session.execute("PRAGMA wal_autocheckpoint = 0");
        }
        sessions.add(session);
        return session;
    }

    /** Runs {@code work} in a snapshot of what is committed. */
    <T> T read(Session.Work<T> work) {
        if (single != null) {
            return write(work);
        }
        Session session;
        try {
            session = readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the store is closing", e);
        }
        try {
            return session.transaction(work);
        } catch (SQLException e) {
            throw new StoreException("the store " + place + " cannot be read: " + e.getMessage(), e);
        } finally {
            readers.add(session);
        }
    }

    /** Runs {@code work} in a transaction on the writer's connection; called by one thread at a time. */
    <T> T write(Session.Work<T> work) {
        if (single != null) {
            single.lock();
        }
        try {
            return writer.transaction(work);
        } catch (SQLException e) {
            throw new StoreException(
                    full(e)
                            ? "the store " + place + " cannot be written, its disk is full: free some space"
                            : "the store " + place + " cannot be written: " + e.getMessage(),
                    e);
        } finally {
            if (single != null) {
                single.unlock();
            }
        }
    }

    private static boolean full(SQLException failure) {
        return failure instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    /** Runs {@code work} outside a transaction, for what SQLite wants that way. */
    <T> T bare(Session.Work<T> work) throws SQLException {
        return work.run(writer);
    }

    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (Session session : sessions) {
            try {
                session.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
