package io.warpctl.apiserver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries, each in one snapshot. */
final class Reader {

    private static final String FROM_HEADS =
            "SELECT l.rv, l.ns, l.name, l.body FROM heads h JOIN log l ON l.rv = h.rv" + " WHERE h.resource = ?";
    private static final String ORDER = " ORDER BY h.ns, h.name LIMIT ?";

    /** The heads as they were at a version: unchanged ones, and what the first later change of the others replaced. */
    private static final String AT =
            "WITH h AS (SELECT resource, ns, name, rv FROM heads WHERE resource = ?1 AND rv <= ?2"
                    + " UNION ALL SELECT resource, ns, name, prev AS rv FROM"
                    + " (SELECT resource, ns, name, prev, min(rv) FROM log WHERE rv > ?2 AND resource = ?1 GROUP BY ns, name)"
                    + " WHERE prev > 0)";

    private static final String FROM_AT =
            AT + " SELECT l.rv, l.ns, l.name, l.body FROM h JOIN log l ON l.rv = h.rv WHERE h.resource = ?1";

    private static final int SLICE = 1_000;
    private static final int SLICE_BYTES = 1 << 20;

    private final Database database;
    private final SecretKeys keys;

    Reader(Database database, SecretKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    Optional<StoredObject> get(StoreKey key) {
        return database.read(session -> {
            String sql = "SELECT l.rv, l.ns, l.name, l.body FROM heads h JOIN log l ON l.rv = h.rv"
                    + " WHERE h.resource = ? AND h.ns = ? AND h.name = ?";
            try (ResultSet rows = session.statement(sql, key.resource(), key.namespace(), key.name())
                    .executeQuery()) {
                return rows.next() ? Optional.of(object(key.resource(), rows)) : Optional.empty();
            }
        });
    }

    ListSlice list(ListRange range) {
        return database.read(session -> {
            long newest = Schema.newest(session);
            long version = range.version().orElse(newest);
            long compacted = Schema.compacted(session);
            if (version < compacted) {
                throw new VersionExpiredException(version, compacted);
            }
            boolean past = version < newest;
            List<Object> parameters = new ArrayList<>(List.of(range.resource()));
            StringBuilder where = new StringBuilder();
            if (past) {
                parameters.add(version);
            }
            condition(range, where, parameters);
            int limit = range.limit() == 0 ? Integer.MAX_VALUE : range.limit();
            List<Object> all = new ArrayList<>(parameters);
            all.add((long) limit + 1);
            List<StoredObject> objects = new ArrayList<>();
            boolean more = false;
            String sql = (past ? FROM_AT : FROM_HEADS) + where + ORDER;
            try (ResultSet rows = session.statement(sql, all.toArray()).executeQuery()) {
                while (rows.next()) {
                    if (objects.size() == limit) {
                        more = true;
                        break;
                    }
                    objects.add(object(range.resource(), rows));
                }
            }
            long remaining = more ? count(session, past, where.toString(), parameters) - limit : 0;
            return new ListSlice(objects, version, remaining);
        });
    }

    private static void condition(ListRange range, StringBuilder where, List<Object> parameters) {
        if (range.namespace().isPresent()) {
            where.append(" AND h.ns = ?");
            parameters.add(range.namespace().get());
            if (range.after().isPresent()) {
                where.append(" AND h.name > ?");
                parameters.add(range.after().get().name());
            }
        } else if (range.after().isPresent()) {
            where.append(" AND (h.ns, h.name) > (?, ?)");
            parameters.add(range.after().get().namespace());
            parameters.add(range.after().get().name());
        }
    }

    private static long count(Session session, boolean past, String where, List<Object> parameters)
            throws SQLException {
        String sql = past
                ? AT + " SELECT count(*) FROM h WHERE h.resource = ?1"
                : "SELECT count(*) FROM heads h WHERE h.resource = ?";
        return session.number(0, sql + where, parameters.toArray());
    }

    /** Changes of a type in ({@code after}, {@code upTo}], oldest first, up to a number and size; none only if there are none. */
    List<Change> changes(String resource, long after, long upTo) {
        return database.read(session -> {
            long compacted = Schema.compacted(session);
            if (after < compacted) {
                throw new VersionExpiredException(after, compacted);
            }
            String sql = "SELECT l.rv, l.ns, l.name, l.body, l.kind, p.body FROM log l"
                    + " LEFT JOIN log p ON p.rv = l.prev WHERE l.rv > ? AND l.rv <= ? AND l.resource = ? ORDER BY l.rv";
            List<Change> changes = new ArrayList<>();
            long bytes = 0;
            try (ResultSet rows = session.statement(sql, after, upTo, resource).executeQuery()) {
                while (changes.size() < SLICE && bytes < SLICE_BYTES && rows.next()) {
                    StoredObject object = object(resource, rows);
                    byte[] previous = rows.getBytes(6);
                    byte[] before = previous == null ? new byte[0] : keys.open(object.key(), previous);
                    changes.add(new Change(
                            Change.Kind.values()[rows.getInt(5)],
                            object.key(),
                            object.version(),
                            object.body(),
                            before));
                    bytes += object.body().length + before.length;
                }
            }
            return changes;
        });
    }

    private StoredObject object(String resource, ResultSet rows) throws SQLException {
        StoreKey key = new StoreKey(resource, rows.getString(2), rows.getString(3));
        return new StoredObject(key, rows.getLong(1), keys.open(key, rows.getBytes(4)));
    }
}
