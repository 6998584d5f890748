package io.warpctl.apiserver.store;

import io.warpctl.apiserver.store.Ledger.Entry;
import io.warpctl.apiserver.store.Ledger.State;
import io.warpctl.apiserver.store.WriteAheadLog.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the log into the database file when it has grown, and keeps the {@link Ledger} of what was acknowledged and how the two
 * files stand to each other. Used by the writer's thread.
 *
 * <p>The log's file is written anew from its beginning, not cut off: what a file has already is on disk in half the time that it takes to
 * append.
 */
final class LogKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    /** From how many bytes on the log is moved. */
    static final long LIMIT = 16 << 20;

    private final Database database;
    private final Ledger ledger;
    private final Path log;
    private final LogIndex index;
    private State state;
    private Extent extent = Extent.NONE;
    private long version;
    private long next = LIMIT;

    private LogKeeper(Database database, Ledger ledger, Path log, LogIndex index, long version) {
        this.database = database;
        this.ledger = ledger;
        this.log = log;
        this.index = index;
        this.version = version;
    }

    /** Begins with an empty log, whatever it holds is moved first. */
    static LogKeeper start(Database database, Ledger ledger, Path store, Path log, long version) throws IOException {
        LogKeeper keeper = new LogKeeper(database, ledger, log, LogIndex.of(store), version);
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

    private void measure() {
        Extent now = index.extent();
        if (now.salt() != extent.salt()) {
            next = LIMIT;
            // A new log has begun in the file of the old one, which SQLite allows only when all of that was moved.
            state = state == State.COMPLETE ? State.CLEAN : state;
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
            if (extent.bytes() > 0 && moved()) {
                state = State.COMPLETE;
                ledger.write(new Entry(state, version, extent), true);
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
    private boolean moved() throws SQLException {
        return database.bare(session -> {
            try (ResultSet rows =
                    session.statement("PRAGMA wal_checkpoint(PASSIVE)").executeQuery()) {
                return rows.next() && rows.getInt(1) == 0 && rows.getInt(2) == rows.getInt(3);
            }
        });
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
            index.close();
            if (!Files.exists(log) || Files.size(log) == 0) {
                // The last connection has moved the rest.
                ledger.write(new Entry(State.CLEAN, version, Extent.NONE), true);
            }
            ledger.close();
        }
    }
}
