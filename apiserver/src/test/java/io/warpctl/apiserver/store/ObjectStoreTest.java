package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.store.WriteResult.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoreTest {

    @TempDir
    Path directory;

    private ObjectStore open(boolean onDisk) {
        return ObjectStore.open(onDisk ? StoreOptions.in(directory) : StoreOptions.inMemory());
    }

    private static Draft draft(String value) {
        return Json.draft(
                Json.object().put("apiVersion", "v1").put("kind", "Thing").put("value", value));
    }

    private static StoredObject create(ObjectStore store, String namespace, String name) {
        return store.submit(Write.create(new StoreKey("things", namespace, name), draft("1")))
                .join()
                .object()
                .orElseThrow();
    }

    private static List<String> names(ListSlice slice) {
        return slice.objects().stream()
                .map(each -> each.key().namespace() + "/" + each.key().name())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesAreConditional(boolean onDisk) {
        try (ObjectStore store = open(onDisk)) {
            StoredObject first = create(store, "n", "a");
            assertThat(store.submit(Write.create(first.key(), draft("2")))
                            .join()
                            .outcome())
                    .isEqualTo(Outcome.EXISTS);
            StoredObject second = store.submit(Write.replace(first, draft("2")))
                    .join()
                    .object()
                    .orElseThrow();
            assertThat(second.version()).isGreaterThan(first.version());
            assertThat(store.submit(Write.replace(first, draft("3"))).join().outcome())
                    .isEqualTo(Outcome.CHANGED);
            assertThat(store.submit(Write.delete(first, draft("2"))).join().outcome())
                    .isEqualTo(Outcome.CHANGED);
            assertThat(store.submit(Write.delete(second, draft("2"))).join().outcome())
                    .isEqualTo(Outcome.COMMITTED);
            assertThat(store.submit(Write.delete(second, draft("2"))).join().outcome())
                    .isEqualTo(Outcome.MISSING);
            assertThat(store.get(first.key())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void listsShowThePastUntilItIsCompacted(boolean onDisk) {
        try (ObjectStore store = open(onDisk)) {
            StoredObject a = create(store, "n", "a");
            create(store, "m", "b");
            long then = store.version();
            store.submit(Write.delete(a, draft("1"))).join();
            create(store, "n", "c");
            assertThat(names(store.list(ListRange.all("things")))).containsExactly("m/b", "n/c");
            ListRange past = new ListRange("things", Optional.empty(), Optional.empty(), 1, Optional.of(then));
            ListSlice page = store.list(past);
            assertThat(names(page)).containsExactly("m/b");
            assertThat(page.remaining()).isEqualTo(1);
            ListRange rest = new ListRange(
                    "things",
                    Optional.empty(),
                    Optional.of(page.objects().get(0).key()),
                    1,
                    Optional.of(then));
            assertThat(names(store.list(rest))).containsExactly("n/a");

            store.compact(store.version()).join();
            assertThatThrownBy(() -> store.list(past)).isInstanceOf(VersionExpiredException.class);
            assertThatThrownBy(() -> store.changes("things", then, store.version()))
                    .isInstanceOf(VersionExpiredException.class);
            assertThat(names(store.list(ListRange.all("things")))).containsExactly("m/b", "n/c");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesAreToldInOrderWithWhatWasBefore(boolean onDisk) {
        try (ObjectStore store = open(onDisk)) {
            List<Change> live = new ArrayList<>();
            store.subscribe(live::addAll);
            StoredObject a = create(store, "n", "a");
            StoredObject changed =
                    store.submit(Write.replace(a, draft("2"))).join().object().orElseThrow();
            store.submit(Write.delete(changed, draft("2"))).join();
            List<Change> past = store.changes("things", 0, store.version());
            for (List<Change> changes : List.of(live, past)) {
                assertThat(changes.stream().map(Change::kind))
                        .containsExactly(Change.Kind.ADDED, Change.Kind.MODIFIED, Change.Kind.DELETED);
                assertThat(changes.get(1).previous()).isEqualTo(a.body());
                assertThat(changes.get(2).previous()).isEqualTo(changed.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true})
    void versionsNeverGoBack(boolean onDisk) {
        long newest;
        try (ObjectStore store = open(onDisk)) {
            StoredObject a = create(store, "n", "a");
            store.submit(Write.delete(a, draft("1"))).join();
            newest = store.version();
            store.compact(newest).join();
        }
        try (ObjectStore store = open(onDisk)) {
            assertThat(store.version()).isEqualTo(newest);
            assertThat(create(store, "n", "b").version()).isEqualTo(newest + 1);
            assertThat(Stream.of(store.compacted())).containsExactly(newest);
        }
    }

    /** A reader that meets a half-written index of the log takes the writer's lock for a moment, as SQLite's own shell may. */
    @Test
    void aLockHeldForAMomentIsWaitedFor() throws Exception {
        try (ObjectStore store = open(true);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<WriteResult> write =
                    store.submit(Write.create(new StoreKey("things", "n", "a"), draft("1")));
            assertThatThrownBy(() -> write.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            statement.execute("COMMIT");
            assertThat(write.join().outcome()).isEqualTo(Outcome.COMMITTED);
        }
    }
}
