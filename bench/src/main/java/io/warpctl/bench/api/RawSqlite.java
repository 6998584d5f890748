package io.warpctl.bench.api;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** SQLite with the server's driver and pragmas and nothing around it: one thread that commits batches of rows. */
final class RawSqlite {
    private RawSqlite() {}

    /** Rows per second. @param batch mean rows per commit @param bytes of a row's body */
    static double rowsPerSecond(Path file, double batch, int bytes, double seconds) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setCacheSize(-4_000);
        byte[] body = new byte[bytes];
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (rv INTEGER PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rows VALUES (?, ?, ?)")) {
                long rows = 0;
                double due = 0;
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < seconds * 1e9) {
                    for (due += batch; rows < due; rows++) {
                        insert.setLong(1, rows);
                        insert.setString(2, "bench/object-" + rows);
                        insert.setBytes(3, body);
                        insert.executeUpdate();
                    }
                    connection.commit();
                }
                return rows / ((System.nanoTime() - begin) / 1e9);
            }
        } catch (SQLException e) {
            throw new IOException("raw SQLite failed", e);
        }
    }
}
