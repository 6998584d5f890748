package io.warpctl.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.builtin.BuiltInTypes;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.FieldSelector;
import io.warpctl.apiserver.object.LabelSelector;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoreOptions;
import io.warpctl.apiserver.store.Write;
import io.warpctl.apiserver.store.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Watchers that read more slowly than others write: what is kept for them is bounded, and they see every change once, in order.
 * 5,000 changes; 100,000 with {@code -Dwarp.long=true}.
 */
class WatchSessionTest {

    private static final int WRITES = Boolean.getBoolean("warp.long") ? 100_000 : 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Resource MAPS = BuiltInTypes.stored().stream()
            .filter(type -> type.storage().equals("configmaps"))
            .findFirst()
            .orElseThrow();

    /** Reads one event, then nothing until told to. */
    private static final class SlowReader implements WatchSink {

        final List<Long> versions = new ArrayList<>();
        final List<Integer> statuses = new ArrayList<>();
        final CountDownLatch waiting = new CountDownLatch(1);
        final CountDownLatch reading = new CountDownLatch(1);

        @Override
        public synchronized void event(WatchEvent event) {
            versions.add(event.object()
                    .node()
                    .path("metadata")
                    .path("resourceVersion")
                    .asLong());
        }

        @Override
        public void bookmark(long version, boolean initialEnd) {}

        @Override
        public synchronized void error(ObjectNode status) {
            statuses.add(status.path("code").asInt());
        }

        @Override
        public void awaitRoom() {
            if (seen().isEmpty()) {
                return;
            }
            waiting.countDown();
            try {
                reading.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void end() {}

        synchronized List<Long> seen() {
            return List.copyOf(versions);
        }
    }

    private ObjectStore store;
    private EventHub hub;
    private final List<Long> written = new ArrayList<>();
    private final SlowReader reader = new SlowReader();

    @BeforeEach
    void open() {
        store = ObjectStore.open(new StoreOptions(Optional.empty(), Duration.ofHours(1), 1_000_000));
        hub = new EventHub(store);
    }

    @AfterEach
    void close() throws Exception {
        hub.close();
        store.close();
    }

    /** Named in the order of their versions. */
    private void write(int count, int bytes) {
        String text = "x".repeat(bytes);
        List<CompletableFuture<WriteResult>> under = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StoreKey key = new StoreKey(MAPS.storage(), "n", "m%08d".formatted(written.size() + i));
            ObjectNode map = Json.object();
            map.putObject("metadata").put("namespace", "n").put("name", key.name());
            map.putObject("data").put("k", text);
            under.add(store.submit(Write.create(key, Json.draft(map))));
        }
        under.forEach(each -> written.add(each.join().object().orElseThrow().version()));
    }

    private WatchSession watch(OptionalLong after) {
        Selection selection = new Selection(MAPS, Optional.empty(), LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
        return new WatchSession(
                store, new WatchRequest(selection, after, after.isEmpty(), false, false, Duration.ofHours(1)), reader);
    }

    private void catchesUp(WatchSession session, int writes, int bytes, int kept) throws Exception {
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> session.start(hub));
        reader.waiting.await();
        write(writes, bytes);
        await().atMost(PATIENCE).until(() -> hub.version() == store.version());
        assertThat(session.waiting()).isPositive().isLessThanOrEqualTo(kept);
        reader.reading.countDown();
        started.join();
        write(10, 1);
        await().atMost(PATIENCE).until(() -> reader.seen().size() >= written.size());
        assertThat(reader.seen()).isEqualTo(written);
        assertThat(session.waiting()).isZero();
        session.close();
    }

    @Test
    void fromAnOldVersion() throws Exception {
        write(2_500, 100);
        catchesUp(watch(OptionalLong.of(0)), WRITES, 100, WatchSession.MEANWHILE);
    }

    @Test
    void fromThePresent() throws Exception {
        write(20, 100);
        catchesUp(watch(OptionalLong.empty()), WRITES, 100, WatchSession.MEANWHILE);
    }

    @Test
    void largeOnes() throws Exception {
        int bytes = 300_000;
        write(20, bytes);
        catchesUp(watch(OptionalLong.of(0)), 99, bytes, WatchSession.MEANWHILE_BYTES / bytes + 1);
    }

    @Test
    void theStoreIsReadInSlices() {
        write(2_500, 100);
        List<Change> slice = store.changes(MAPS.storage(), 0, store.version());
        assertThat(slice).hasSizeLessThanOrEqualTo(1_000);
        assertThat(slice).first().extracting(Change::version).isEqualTo(written.get(0));
    }

    /** What it still needed is gone: it is told so, as if it had come back late. */
    @Test
    void whatWasForgottenMeanwhileIsSaid() throws Exception {
        write(2_500, 100);
        WatchSession session = watch(OptionalLong.of(0));
        CompletableFuture<Void> started = CompletableFuture.runAsync(() -> session.start(hub));
        reader.waiting.await();
        store.compact(store.version()).join();
        reader.reading.countDown();
        started.join();
        assertThat(reader.statuses).containsExactly(410);
        assertThat(reader.seen()).isEqualTo(written.subList(0, reader.seen().size()));
    }
}
