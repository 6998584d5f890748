package io.warpctl.apiserver.store;

import io.warpctl.apiserver.store.Ledger.Entry;
import io.warpctl.apiserver.store.Ledger.State;
import io.warpctl.apiserver.store.WriteAheadLog.Extent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the log into the database file when it has grown, and keeps the {@link Ledger} of what was acknowledged and how the two
 * files stand to each other. Used by the writer's thread.
 */
final class LogKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final long LIMIT = 4 << 20;

    private final Database database;
    private final Ledger ledger;
    private final Path log;
    private FileChannel channel;
    private State state;
    private Extent extent = Extent.NONE;
    /** Whether the log's file was empty when this log began: then its length says where it ends. */
    private boolean fresh;

    private long version;
    private long next = LIMIT;

    private LogKeeper(Database database, Ledger ledger, Path log, long version) {
        this.database = database;
        this.ledger = ledger;
        this.log = log;
        this.version = version;
    }

    /** Begins with an empty log, whatever it holds is moved first. */
    static LogKeeper start(Database database, Ledger ledger, Path log, long version) {
        LogKeeper keeper = new LogKeeper(database, ledger, log, version);
        keeper.state = State.MIXED;
        keeper.checkpoint();
        return keeper;
    }

    /** Notes that everything up to {@code newest} is about to be acknowledged. */
    void committed(long newest) {
        version = newest;
        try {
            measure();
            ledger.write(new Entry(state, version, extent), false);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Moves the log if it has grown; between writes. */
    void tidy() {
        if (extent.bytes() > next) {
            checkpoint();
        }
    }

    private void measure() throws IOException {
        if (channel == null) {
            if (!Files.exists(log)) {
                extent = Extent.NONE;
                return;
            }
            channel = FileChannel.open(log, StandardOpenOption.READ);
        }
        if (fresh && extent.salt() != 0) {
            extent = new Extent(extent.salt(), channel.size());
            return;
        }
        Extent now = WriteAheadLog.measure(channel, extent);
        if (now.salt() != extent.salt() && state == State.COMPLETE) {
            // A new log has begun in the file of the old one.
            state = State.CLEAN;
        } else if (now.bytes() > extent.bytes() && state == State.COMPLETE) {
            state = State.MIXED;
        }
        extent = now;
    }

    private void checkpoint() {
        try {
            measure();
            state = extent.bytes() == 0 ? State.CLEAN : State.MIXED;
            ledger.write(new Entry(state, version, extent), true);
            if (extent.bytes() > 0 && moved("PASSIVE")) {
                state = State.COMPLETE;
                ledger.write(new Entry(state, version, extent), true);
                if (emptied()) {
                    state = State.CLEAN;
                    extent = Extent.NONE;
                    fresh = true;
                    ledger.write(new Entry(state, version, extent), false);
                } else {
                    fresh = false;
                }
            } else if (extent.bytes() == 0) {
                fresh = channel == null || channel.size() == 0;
            }
            next = extent.bytes() + LIMIT;
        } catch (IOException e) {
            throw unwritable(e);
        } catch (SQLException e) {
            LOG.warn("the log could not be moved into the database file: {}", e.getMessage());
            next = extent.bytes() + LIMIT;
        }
    }

    /** Whether everything could be moved: readers of old states stand in the way. */
    private boolean moved(String how) throws SQLException {
        return database.bare(session -> {
            try (ResultSet rows =
                    session.statement("PRAGMA wal_checkpoint(" + how + ")").executeQuery()) {
                return rows.next() && rows.getInt(1) == 0 && rows.getInt(2) == rows.getInt(3);
            }
        });
    }

    /** Whether the file could be emptied without waiting for readers. */
    private boolean emptied() throws SQLException {
        database.bare(session -> {
            session.execute("PRAGMA busy_timeout = 0");
            return null;
        });
        try {
            return moved("TRUNCATE");
        } finally {
            database.bare(session -> {
                session.execute("PRAGMA busy_timeout = " + Database.BUSY_MILLIS);
                return null;
            });
        }
    }

    private StoreException unwritable(IOException e) {
        return new StoreException("the ledger beside " + log + " cannot be written: " + e.getMessage(), e);
    }

    /** Moves what is left; closes the database, too. */
    @Override
    public void close() throws SQLException, IOException {
        try {
            checkpoint();
        } finally {
            database.close();
            if (channel != null) {
                channel.close();
            }
            if (!Files.exists(log) || Files.size(log) == 0) {
                // The last connection has moved the rest.
                ledger.write(new Entry(State.CLEAN, version, Extent.NONE), true);
            }
            ledger.close();
        }
    }
}
