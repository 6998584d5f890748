package io.warpctl.apiserver.store;

import io.warpctl.apiserver.store.Ledger.Entry;
import io.warpctl.apiserver.store.Ledger.State;
import io.warpctl.apiserver.store.WriteAheadLog.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Finds out, at a start, whether everything acknowledged is still there, and what to do if it is not. */
final class LogRecovery {

    /** How far versions jump over what was lost, so that nobody can have seen a number that is given again. */
    static final long JUMP = 1_000_000;

    private LogRecovery() {}

    /**
     * Before SQLite looks at the files.
     *
     * @throws StoreException if the log is cut and what remains would not be consistent
     */
    static void checkLog(Optional<Entry> last, Path store, Path log) throws IOException {
        if (last.isEmpty() || last.get().log().bytes() == 0) {
            return;
        }
        Entry entry = last.get();
        Extent found = WriteAheadLog.scan(log);
        boolean whole = found.salt() == entry.log().salt()
                && found.bytes() >= entry.log().bytes();
        if (whole || entry.state() == State.CLEAN) {
            return;
        }
        if (entry.state() == State.MIXED) {
            throw new StoreException("the log " + log + " is cut or damaged: it has " + found.bytes() + " of "
                    + entry.log().bytes() + " bytes that were acknowledged, and part of them is already in " + store
                    + ", so that what remains is not consistent: restore it from a backup");
        }
        if (found.salt() == entry.log().salt() || found.salt() == 0) {
            Files.deleteIfExists(log);
        }
    }

    /** With the store open: steps over what was lost, if anything was. */
    static void checkVersion(Optional<Entry> last, Database database, Path store) throws SQLException {
        long newest = database.read(Schema::newest);
        if (last.isEmpty() || newest >= last.get().version()) {
            return;
        }
        long lost = last.get().version();
        if (last.get().state() != State.CLEAN) {
            throw new StoreException("the store " + store + " ends at version " + newest + " though version " + lost
                    + " was acknowledged: restore it from a backup");
        }
        database.write(session -> {
            Schema.forget(session, Schema.compacted(session), newest);
            Schema.note(session, "compacted", lost + JUMP);
            Schema.note(session, "recovered", newest);
            Schema.note(session, "lost", lost);
            return null;
        });
    }

    /** What was lost when the store was last opened; empty after an orderly end. */
    static Optional<String> loss(Session session) throws SQLException {
        long lost = session.number(0, "SELECT value FROM meta WHERE name = 'lost'");
        if (lost == 0) {
            return Optional.empty();
        }
        long recovered = session.number(0, "SELECT value FROM meta WHERE name = 'recovered'");
        return Optional.of("the log was cut: recovered to version " + recovered + ", acknowledged writes up to version "
                + lost + " are lost, versions go on above " + (lost + JUMP));
    }

    /** An orderly end: who wanted to know has been told. */
    static Void forgetLoss(Session session) throws SQLException {
        session.update("DELETE FROM meta WHERE name IN ('lost', 'recovered')");
        return null;
    }
}
