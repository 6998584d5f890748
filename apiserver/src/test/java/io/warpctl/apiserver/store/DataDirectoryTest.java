package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.apiserver.codec.Json;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that cannot be used is refused with one sentence, never taken for an empty one. */
class DataDirectoryTest {

    @TempDir
    Path directory;

    private void fill() {
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
            for (int i = 0; i < 200; i++) {
                store.submit(Write.create(
                                new StoreKey("things", "n", "a" + i),
                                Json.draft(Json.object().put("text", "x".repeat(200)))))
                        .join();
            }
        }
    }

    private void refused(String... words) {
        assertThatThrownBy(() -> ObjectStore.open(StoreOptions.in(directory)))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aFullDisk() {
        DataDirectory.checkSpace(directory, 1 << 30);
        assertThatThrownBy(() -> DataDirectory.checkSpace(directory, 100 << 10))
                .isInstanceOf(StoreException.class)
                .hasMessage("the disk of the data directory " + directory + " is full (100 KiB free, 4096 needed): free"
                        + " some space, or choose another directory");
    }

    @Test
    void aDiskThatFillsUp() throws Exception {
        Path file = directory.resolve("store.db");
        try (Database database = Database.file(file)) {
            database.bare(session -> session.number(0, "PRAGMA max_page_count = 8"));
            database.write(Schema::create);
            assertThatThrownBy(() -> database.write(session ->
                            session.update("INSERT INTO meta (name, value) VALUES (?, ?)", "x".repeat(100_000), 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the store " + file + " cannot be written, its disk is full: free some space");

            database.write(session -> session.update("INSERT INTO meta (name, value) VALUES ('small', 1)"));
            assertThat(database.<Long>read(session -> session.number(0, "SELECT count(*) FROM meta")))
                    .isEqualTo(2);
        }
    }

    @Test
    void aMissingStore() throws Exception {
        fill();
        Files.delete(directory.resolve("store.db"));
        refused("store.db", "missing or empty", "restore it from a backup");
    }

    @Test
    void anEmptiedStore() throws Exception {
        fill();
        Files.write(directory.resolve("store.db"), new byte[0]);
        refused("missing or empty");
    }

    @Test
    void aDamagedStore() throws Exception {
        fill();
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("store.db").toFile(), "rw")) {
            for (long page = 1; page < file.length() / 4096; page++) {
                file.seek(page * 4096);
                file.write(new byte[512]);
            }
        }
        refused("damaged", "restore it from a backup");
    }

    @Test
    void somethingElse() throws Exception {
        fill();
        Files.writeString(
                directory.resolve("store.db"), "not a database, but long enough to look like a file\n".repeat(200));
        refused("store.db", "damaged");
    }

    @Test
    void aNewerStore() throws Exception {
        fill();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        refused("format 99", "newer");
    }

    @Test
    void aStoreInUse() throws Exception {
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
            refused("in use by this process", "choose another directory");
            assertThat(store.version()).isZero();

            // The refusal has not cost the first one its lock.
            Path errors = directory.resolve("errors");
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProcess.class.getName(),
                            directory.toString(),
                            "other")
                    .redirectError(errors.toFile())
                    .start();
            try {
                // A line would be a write.
                assertThat(other.inputReader().readLine()).isNull();
                assertThat(other.waitFor()).isNotZero();
            } finally {
                other.destroyForcibly();
            }
            assertThat(errors).content().contains("in use by another process");
        }
        ObjectStore.open(StoreOptions.in(directory)).close();
    }

    @Test
    void aFileInItsPlace() throws Exception {
        directory = Files.writeString(directory.resolve("file"), "x");
        refused("not a directory");
    }
}
