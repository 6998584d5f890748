package io.warpctl.apiserver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables. {@code log} has every change not yet compacted, with the body it left; {@code heads} says which row of the log is
 * an object's newest. So a write appends one body, and older states can be listed as long as their rows are kept.
 */
final class Schema {

    /** Number of the layout below; a store with a higher one was written by a newer program. */
    static final int FORMAT = 2;

    /** Marks the file as ours: "WARP". */
    static final int APPLICATION = 0x57415250;

    /** The layout before Secrets were encrypted; brought to the present one when it is opened. */
    static final int PLAIN_SECRETS = 1;

    private Schema() {}

    static Void create(Session session) throws SQLException {
        session.execute("CREATE TABLE log (rv INTEGER PRIMARY KEY, resource TEXT NOT NULL, ns TEXT NOT NULL,"
                + " name TEXT NOT NULL, kind INTEGER NOT NULL, prev INTEGER NOT NULL, body BLOB NOT NULL)");
        session.execute("CREATE TABLE heads (resource TEXT NOT NULL, ns TEXT NOT NULL, name TEXT NOT NULL,"
                + " rv INTEGER NOT NULL, PRIMARY KEY (resource, ns, name)) WITHOUT ROWID");
        session.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID");
        session.update("INSERT INTO meta VALUES ('compacted', 0)");
        session.execute("PRAGMA application_id = " + APPLICATION);
        session.execute("PRAGMA user_version = " + FORMAT);
        return null;
    }

    static long newest(Session session) throws SQLException {
        return Math.max(session.number(0, "SELECT max(rv) FROM log"), compacted(session));
    }

    static long compacted(Session session) throws SQLException {
        return session.number(0, "SELECT value FROM meta WHERE name = 'compacted'");
    }

    /** Removes from the log what nobody can ask for any more, in ({@code from}, {@code to}]. */
    static void forget(Session session, long from, long to) throws SQLException {
        session.update(
                "DELETE FROM log WHERE rv IN (SELECT prev FROM log WHERE rv > ? AND rv <= ? AND prev > 0)", from, to);
        session.update(
                "DELETE FROM log WHERE rv > ? AND rv <= ? AND kind = " + Change.Kind.DELETED.ordinal(), from, to);
    }

    /** Sets a number of the store itself. */
    static void note(Session session, String name, long value) throws SQLException {
        session.update("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
    }

    /** Encrypts with the newest key what is not. @return how many bodies were encrypted */
    static int seal(Session session, SecretKeys keys) throws SQLException {
        record Row(long version, StoreKey key, byte[] body) {}
        List<Row> rows = new ArrayList<>();
        String all = "SELECT rv, ns, name, body FROM log WHERE resource = 'secrets'";
        try (ResultSet found = session.statement(all).executeQuery()) {
            while (found.next()) {
                byte[] body = found.getBytes(4);
                if (keys.stale(body)) {
                    StoreKey key = new StoreKey("secrets", found.getString(2), found.getString(3));
                    rows.add(new Row(found.getLong(1), key, body));
                }
            }
        }
        for (Row row : rows) {
            byte[] fresh = keys.seal(row.key, keys.open(row.key, row.body));
            session.update("UPDATE log SET body = ? WHERE rv = ?", fresh, row.version);
        }
        return rows.size();
    }
}
