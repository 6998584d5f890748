package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.apiserver.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No value of a Secret stands readable on disk, and the key can be changed. */
class SecretsAtRestTest {

    private static final StoreKey SECRET = new StoreKey("secrets", "n", "s");
    private static final String VALUE = "hunter2-hunter2";

    @TempDir
    Path directory;

    private ObjectStore open() {
        return ObjectStore.open(StoreOptions.in(directory));
    }

    private static StoredObject put(ObjectStore store, String value) {
        Draft draft = Json.draft(Json.object().put("value", value));
        Write write =
                store.get(SECRET).map(old -> Write.replace(old, draft)).orElseGet(() -> Write.create(SECRET, draft));
        return store.submit(write).join().object().orElseThrow();
    }

    private static String value(ObjectStore store) {
        return Json.read(store.get(SECRET).orElseThrow().body()).path("value").asText();
    }

    private boolean onDisk(String text) throws IOException {
        for (String file : List.of("store.db", "store.db-wal")) {
            Path path = directory.resolve(file);
            if (Files.exists(path)
                    && new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    private String keys() throws IOException {
        return Files.readString(directory.resolve("secrets.keys"));
    }

    @Test
    void secretsAreReadAsWrittenAndNowhereOnDisk() throws Exception {
        try (ObjectStore store = open()) {
            put(store, "first-" + VALUE);
            long first = store.version();
            put(store, VALUE);
            store.submit(Write.create(
                            new StoreKey("configmaps", "n", "c"),
                            Json.draft(Json.object().put("v", "plain-value"))))
                    .join();
            assertThat(value(store)).isEqualTo(VALUE);
            List<Change> changes = store.changes("secrets", first, store.version());
            assertThat(new String(changes.get(0).previous(), StandardCharsets.UTF_8))
                    .contains("first-" + VALUE);
            assertThat(onDisk("plain-value")).isTrue();
            assertThat(onDisk(VALUE)).isFalse();
        }
        try (ObjectStore store = open()) {
            assertThat(value(store)).isEqualTo(VALUE);
            assertThat(onDisk(VALUE)).isFalse();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets.keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aNewKeyReplacesTheOldOne() throws Exception {
        String before;
        try (ObjectStore store = open()) {
            put(store, VALUE);
            long version = store.version();
            before = keys();
            store.rotateSecretsKey().join();
            assertThat(store.version()).isEqualTo(version);
            assertThat(value(store)).isEqualTo(VALUE);
            assertThat(keys().lines()).hasSize(1).doesNotContain(before.strip());
            put(store, VALUE + "2");
        }
        try (ObjectStore store = open()) {
            assertThat(value(store)).isEqualTo(VALUE + "2");
        }
        Files.writeString(directory.resolve("secrets.keys"), before);
        try (ObjectStore store = open()) {
            assertThatThrownBy(() -> store.get(SECRET))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("key 2", "n/s", "restore it from a backup");
        }
    }

    @Test
    void withoutItsKeysAStoreIsRefused() throws Exception {
        try (ObjectStore store = open()) {
            put(store, VALUE);
        }
        Files.delete(directory.resolve("secrets.keys"));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("secrets.keys are missing", "restore them from a backup");
    }

    @Test
    void aStoreOfBeforeIsEncryptedWhenItIsOpened() throws Exception {
        try (ObjectStore store = open()) {
            put(store, "x");
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE log SET body = CAST('{\"value\":\"" + VALUE + "\"}' AS BLOB)");
            statement.execute("PRAGMA user_version = 1");
        }
        Files.delete(directory.resolve("secrets.keys"));
        try (ObjectStore store = open()) {
            assertThat(value(store)).isEqualTo(VALUE);
        }
        assertThat(onDisk(VALUE)).isFalse();
    }
}
