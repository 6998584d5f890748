package io.warpctl.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.apiserver.codec.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that was cut off: after the last acknowledged write nothing is lost; before it the loss is found out, and said. */
class LogCutTest {

    private static final int FRAME = 24 + 4096;
    private static final boolean EVERY_BYTE = Boolean.getBoolean("warp.long");

    @TempDir
    Path scratch;

    private Path origin;

    @BeforeEach
    void begin() {
        origin = scratch.resolve("origin");
    }

    private static Write creation(int number, int size) {
        return Write.create(
                new StoreKey("things", "n", "a" + number),
                Json.draft(Json.object().put("text", "x".repeat(size))));
    }

    private static List<Long> fill(ObjectStore store, int from, int to, int size) {
        List<Long> versions = new ArrayList<>();
        for (int i = from; i < to; i++) {
            versions.add(store.submit(creation(i, size))
                    .join()
                    .object()
                    .orElseThrow()
                    .version());
        }
        return versions;
    }

    /** A copy as a kill at this moment would leave it. */
    private Path copy(Path from, String name) throws IOException {
        Path to = Files.createDirectories(scratch.resolve(name));
        for (String file : List.of("store.db", "store.db-wal", "ledger", "FORMAT", "secrets.keys")) {
            if (Files.exists(from.resolve(file))) {
                Files.copy(from.resolve(file), to.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(to.resolve("store.db-shm"));
        return to;
    }

    private static void cut(Path directory, long length) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("store.db-wal").toFile(), "rw")) {
            file.setLength(length);
        }
    }

    private static int things(ObjectStore store) {
        return store.list(ListRange.all("things")).objects().size();
    }

    /** Every byte around the ends of frames, and some between; every single one if asked for. */
    private static TreeSet<Long> offsets(long from, long to) {
        TreeSet<Long> offsets = new TreeSet<>();
        for (long at = from; at <= to; at += EVERY_BYTE ? 1 : 9_973) {
            offsets.add(at);
        }
        for (long end = 32; end <= to + 1; end += FRAME) {
            for (long at = end - 1; at <= end + 1; at++) {
                if (at >= from && at <= to) {
                    offsets.add(at);
                }
            }
        }
        return offsets;
    }

    @Test
    void afterTheLastAcknowledgedWriteNothingIsLost() throws Exception {
        long acknowledged;
        Path crashed;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, 20, 300);
            crashed = copy(origin, "crashed");
            acknowledged = Files.size(crashed.resolve("store.db-wal"));
            // What follows was never acknowledged: the ledger copied above does not know of it.
            fill(store, 20, 23, 300);
            Files.copy(
                    origin.resolve("store.db-wal"),
                    crashed.resolve("store.db-wal"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        long whole = Files.size(crashed.resolve("store.db-wal"));
        assertThat(whole).isGreaterThan(acknowledged);
        Path scanned = copy(crashed, "scanned");
        for (long length = whole; length >= acknowledged; length--) {
            cut(scanned, length);
            assertThat(WriteAheadLog.scan(scanned.resolve("store.db-wal")).bytes())
                    .as("what is valid of a log cut at " + length)
                    .isBetween(acknowledged, length);
        }
        for (long length : offsets(acknowledged, whole)) {
            Path directory = copy(crashed, "cut");
            cut(directory, length);
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
                assertThat(store.loss()).as("cut at " + length).isEmpty();
                assertThat(things(store)).as("cut at " + length).isBetween(20, 23);
                assertThat(store.version()).isLessThan(LogRecovery.JUMP);
            }
        }
    }

    @Test
    void beforeItTheLossIsSaidAndVersionsJump() throws Exception {
        List<Long> versions;
        Path crashed;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            versions = fill(store, 0, 20, 300);
            crashed = copy(origin, "crashed");
        }
        long newest = versions.get(versions.size() - 1);
        long whole = Files.size(crashed.resolve("store.db-wal"));
        for (long length : offsets(0, whole - 1)) {
            Path directory = copy(crashed, "cut");
            cut(directory, length);
            int left;
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
                left = things(store);
                assertThat(store.loss())
                        .as("cut at " + length)
                        .hasValueSatisfying(text -> assertThat(text).contains("up to version " + newest + " are lost"));
                assertThat(store.version()).isGreaterThanOrEqualTo(newest + 1_000_000);
                assertThat(left).as("cut at " + length).isLessThan(20);
                for (int i = 0; i < 20; i++) {
                    assertThat(store.get(new StoreKey("things", "n", "a" + i)).isPresent())
                            .as("cut at " + length + ": object " + i)
                            .isEqualTo(i < left);
                }
                assertThatThrownBy(() -> store.changes("things", newest, newest + 1))
                        .isInstanceOf(VersionExpiredException.class);
                assertThat(fill(store, 100, 101, 10).get(0)).isGreaterThan(newest + 1_000_000);
            }
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(directory))) {
                assertThat(store.loss()).isEmpty();
                assertThat(things(store)).isEqualTo(left + 1);
            }
        }
    }

    @Test
    void theLossIsStillSaidAfterAnotherCrash() throws Exception {
        Path crashed;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, 5, 300);
            crashed = copy(origin, "crashed");
        }
        cut(crashed, 40_000);
        Path again;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(crashed))) {
            assertThat(store.loss()).isPresent();
            again = copy(crashed, "again");
        }
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(again))) {
            assertThat(store.loss()).isPresent();
        }
    }

    /** While somebody reads an old state, only a part of the log can be moved. */
    @Test
    void aLogOfWhichAPartIsMovedIsNeededWhole() throws Exception {
        Path crashed;
        int count = (int) (LogKeeper.LIMIT / 100_000) + 20;
        try (DataDirectory directory = DataDirectory.open(origin)) {
            DataDirectory.Opened opened = directory.database();
            List<Integer> seen = new ArrayList<>();
            opened.database().read(session -> {
                seen.add((int) session.number(0, "SELECT count(*) FROM log"));
                Committer committer = new Committer(
                        opened.database(), java.util.Optional.of(opened.keeper()), opened.keys(), changes -> {});
                IntStream.range(0, count)
                        .forEach(i -> committer.submit(creation(i, 100_000)).join());
                try {
                    committer.close();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return null;
            });
            crashed = copy(origin, "crashed");
            opened.keeper().close();
        }
        try (Ledger ledger = Ledger.open(crashed.resolve("ledger"))) {
            assertThat(ledger.read().orElseThrow().state()).isEqualTo(Ledger.State.MIXED);
        }
        long whole = Files.size(crashed.resolve("store.db-wal"));
        for (long length : List.of(0L, 32L, whole / 3, whole / 2, whole - FRAME, whole - 1)) {
            Path cut = copy(crashed, "cut");
            cut(cut, length);
            assertThatThrownBy(() -> ObjectStore.open(StoreOptions.in(cut)))
                    .as("cut at " + length)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("store.db-wal is cut or damaged", "restore it from a backup");
        }
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(crashed))) {
            assertThat(things(store)).isEqualTo(count);
            assertThat(store.loss()).isEmpty();
        }
    }

    @Test
    void aLogThatIsWhollyMovedMayBeCut() throws Exception {
        Path logged;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, 20, 300);
            logged = copy(origin, "logged");
        }
        Path moved = copy(origin, "moved");
        Ledger.Entry entry;
        try (Ledger ledger = Ledger.open(logged.resolve("ledger"))) {
            entry = ledger.read().orElseThrow();
        }
        for (long length :
                List.of(0L, 33L, 20_000L, entry.log().bytes() - 1, entry.log().bytes())) {
            Path cut = copy(moved, "cut");
            Files.copy(logged.resolve("store.db-wal"), cut.resolve("store.db-wal"));
            cut(cut, length);
            try (Ledger ledger = Ledger.open(cut.resolve("ledger"))) {
                ledger.write(new Ledger.Entry(Ledger.State.COMPLETE, entry.version(), entry.log()), true);
            }
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(cut))) {
                assertThat(store.loss()).isEmpty();
                assertThat(things(store)).isEqualTo(20);
            }
        }
    }

    @Test
    void anOlderStoreUnderTheLedgerOfANewerIsALoss() throws Exception {
        Path older;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, 5, 300);
        }
        older = copy(origin, "older");
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 5, 10, 300);
        }
        Files.copy(
                older.resolve("store.db"),
                origin.resolve("store.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            assertThat(store.loss()).isPresent();
            assertThat(store.version()).isGreaterThan(1_000_000);
        }
    }

    /** Behind its end stands what is left of the old one. */
    @Test
    void aLogInTheFileOfAnOlderOneMayBeCut() throws Exception {
        int large = (int) (LogKeeper.LIMIT / 100_000) + 5;
        int all = large + 20;
        Path crashed;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, large, 100_000);
            fill(store, large, all, 300);
            crashed = copy(origin, "crashed");
        }
        long end;
        try (Ledger ledger = Ledger.open(crashed.resolve("ledger"))) {
            Ledger.Entry entry = ledger.read().orElseThrow();
            assertThat(entry.state()).isEqualTo(Ledger.State.CLEAN);
            assertThat(entry.log()).isEqualTo(WriteAheadLog.scan(crashed.resolve("store.db-wal")));
            end = entry.log().bytes();
        }
        long whole = Files.size(crashed.resolve("store.db-wal"));
        assertThat(end).isBetween(100_000L, whole / 2);
        for (long length : List.of(0L, 32L, FRAME + 32L, end / 2, end - FRAME, end - 1, end, end + 1, whole - 1)) {
            Path cut = copy(crashed, "cut");
            cut(cut, length);
            try (ObjectStore store = ObjectStore.open(StoreOptions.in(cut))) {
                int left = things(store);
                assertThat(store.loss().isPresent()).as("cut at " + length).isEqualTo(length < end);
                assertThat(left == all).as("cut at " + length).isEqualTo(length >= end);
                for (int i = 0; i < all; i++) {
                    assertThat(store.get(new StoreKey("things", "n", "a" + i)).isPresent())
                            .as("cut at " + length + ": object " + i)
                            .isEqualTo(i < left);
                }
            }
        }
    }

    @Test
    void aLogIsMovedAsItGrowsAndItsFileUsedAgain() throws Exception {
        int count = (int) (2 * LogKeeper.LIMIT / 100_000) + 20;
        try (ObjectStore store = ObjectStore.open(StoreOptions.in(origin))) {
            fill(store, 0, count, 100_000);
            assertThat(Files.size(origin.resolve("store.db-wal"))).isBetween(LogKeeper.LIMIT, LogKeeper.LIMIT * 5 / 4);
            Path crashed = copy(origin, "crashed");
            try (ObjectStore again = ObjectStore.open(StoreOptions.in(crashed))) {
                assertThat(things(again)).isEqualTo(count);
                assertThat(again.loss()).isEmpty();
            }
        }
        assertThat(Files.exists(origin.resolve("store.db-wal"))).isFalse();
    }
}
