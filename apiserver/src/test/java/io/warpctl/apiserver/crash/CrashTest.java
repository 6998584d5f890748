package io.warpctl.apiserver.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server killed again and again under 16 clients and a watcher starts again with everything it acknowledged. 20 kills; 200
 * with {@code -Dwarp.long=true}; {@code -Dwarp.seed=N} repeats one run's choices.
 */
@Tag("slow")
class CrashTest {

    private static final int KILLS = Boolean.getBoolean("warp.long") ? 200 : 20;
    private static final int CLIENTS = 16;
    private static final int MOST_WRITES = 400;
    /** What answers at all does so long before, even on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedWriteIsThereAfterEveryKill() throws Exception {
        long seed = Long.getLong("warp.seed", System.nanoTime());
        Random random = new Random(seed);
        AtomicLong acknowledged = new AtomicLong();
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            writers.add(new Writer("w" + i, random.nextLong(), acknowledged));
        }
        Watcher watcher = new Watcher();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            for (int kill = 0; kill <= KILLS; kill++) {
                try (ServerProcess server = ServerProcess.start(directory)) {
                    Api api = new Api(server.url());
                    check(api, writers, watcher, "seed " + seed + ", after kill " + kill);
                    List<Future<?>> running = new ArrayList<>();
                    writers.forEach(writer -> running.add(threads.submit(() -> {
                        writer.run(api);
                        return null;
                    })));
                    running.add(threads.submit(() -> {
                        watcher.run(api);
                        return null;
                    }));
                    long until = acknowledged.get() + 1 + random.nextInt(MOST_WRITES);
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(2))
                            .atMost(PATIENCE)
                            .until(() -> acknowledged.get() >= until
                                    || running.stream().anyMatch(Future::isDone));
                    if (kill == KILLS) {
                        awaitWatcher(api, watcher);
                    }
                    server.kill();
                    for (Future<?> each : running) {
                        each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(watcher.resumed()).isPositive();
    }

    private static void check(Api api, List<Writer> writers, Watcher watcher, String when) throws Exception {
        Api.Answer list = api.send("GET", Api.MAPS, "");
        assertThat(list.status()).as(when).isEqualTo(200);
        Map<String, JsonNode> found = new HashMap<>();
        list.body()
                .path("items")
                .forEach(item -> found.put(item.path("metadata").path("name").asText(), item));
        long newest = writers.stream().mapToLong(Writer::newest).max().orElse(0);
        assertThat(list.version()).as(when + ": versions never go back").isGreaterThanOrEqualTo(newest);
        assertThat(list.version()).as(when).isGreaterThanOrEqualTo(watcher.version());
        for (Writer writer : writers) {
            writer.check(found);
        }
    }

    /** At the end the watcher, which listed once, knows what a list shows. */
    private static void awaitWatcher(Api api, Watcher watcher) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Api.Answer list = api.send(
                    "GET", Api.MAPS + "?resourceVersion=" + watcher.version() + "&resourceVersionMatch=Exact", "");
            Map<String, JsonNode> found = new HashMap<>();
            Map<String, JsonNode> seen = watcher.objects();
            list.body()
                    .path("items")
                    .forEach(
                            item -> found.put(item.path("metadata").path("name").asText(), item));
            assertThat(versions(seen)).isEqualTo(versions(found));
        });
    }

    private static Map<String, String> versions(Map<String, JsonNode> objects) {
        Map<String, String> versions = new HashMap<>();
        objects.forEach((name, object) -> versions.put(
                name, object.path("metadata").path("resourceVersion").asText()));
        return versions;
    }
}
