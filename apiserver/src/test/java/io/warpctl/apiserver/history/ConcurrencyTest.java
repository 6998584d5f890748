package io.warpctl.apiserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.ApiServer;
import io.warpctl.apiserver.ApiServerOptions;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.crash.Api;
import io.warpctl.apiserver.history.History.Changed;
import io.warpctl.apiserver.history.History.Operation;
import io.warpctl.apiserver.history.History.Read;
import io.warpctl.apiserver.history.History.Refused;
import io.warpctl.apiserver.history.History.Told;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 16 clients and 4 watchers see of a few objects can be explained by one client after the other. */
class ConcurrencyTest {

    private static final int CLIENTS = 16;
    private static final int WATCHERS = 4;
    private static final int STEPS = Boolean.getBoolean("warp.long") ? 5_000 : 150;
    private static final String[] NAMES = {"a", "b", "c"};

    @TempDir
    Path directory;

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Set<Long> deletions = ConcurrentHashMap.newKeySet();
    /** By the version they deleted: their own version is not in their answers. */
    private final Map<Long, Changed> pendingDeletions = new ConcurrentHashMap<>();
    /** The versions of deletions as watchers were told them, by the version deleted. */
    private final Map<Long, Long> deletedAs = new ConcurrentHashMap<>();

    @Test
    void theHistoryCanBeExplained() throws Exception {
        long seed = Long.getLong("warp.seed", System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + WATCHERS);
        try (ApiServer server = ApiServer.start(ApiServerOptions.in(directory)
                .withoutTls()
                .tokens(token -> Optional.of(User.of("history", List.of(User.MASTERS)))))) {
            Api api = new Api(server.url());
            List<Future<List<Told>>> watchers = new ArrayList<>();
            String since = Long.toString(api.send("GET", Api.MAPS, "").version());
            for (int i = 0; i < WATCHERS; i++) {
                watchers.add(threads.submit(() -> watch(api, since)));
            }
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                clients.add(threads.submit(() -> {
                    run(api, random);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(300, TimeUnit.SECONDS);
            }
            api.send("POST", Api.MAPS, Api.map("end", "", 0));
            List<List<Told>> told = new ArrayList<>();
            for (Future<List<Told>> watcher : watchers) {
                told.add(watcher.get(60, TimeUnit.SECONDS));
            }
            resolveDeletions();
            assertThat(History.check(List.copyOf(operations), deletions, told))
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(told).allMatch(each -> each.equals(told.get(0)));
            assertThat(operations.stream().filter(Changed.class::isInstance)).hasSameSizeAs(told.get(0));
            assertThat(operations).hasAtLeastOneElementOfType(Refused.class);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A client that reads, and changes what it has read if it is still so. */
    private void run(Api api, Random random) throws IOException, InterruptedException {
        Map<String, Long> seen = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            String name = NAMES[random.nextInt(NAMES.length)];
            if (!seen.containsKey(name) || random.nextInt(3) == 0) {
                seen.put(name, read(api, name, random.nextBoolean()));
            }
            long version = seen.get(name);
            if (version == 0) {
                create(api, name);
                seen.remove(name);
            } else if (random.nextInt(6) == 0) {
                delete(api, name, version);
                seen.remove(name);
            } else {
                replace(api, name, version).ifPresentOrElse(to -> seen.put(name, to), () -> seen.remove(name));
            }
        }
    }

    private long read(Api api, String name, boolean list) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonNode body = list
                ? api.send("GET", Api.MAPS + "?fieldSelector=metadata.name%3D" + name, "")
                        .body()
                        .path("items")
                        .path(0)
                : api.send("GET", Api.MAPS + "/" + name, "").body();
        long version = body.path("metadata").path("resourceVersion").asLong();
        operations.add(new Read(begun, System.nanoTime(), name, version));
        return version;
    }

    private void create(Api api, String name) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Api.Answer answer = api.send("POST", Api.MAPS, Api.map(name, "", 0));
        settle(begun, name, 0, answer.status() == 201 ? Optional.of(answer.version()) : Optional.empty(), answer);
    }

    private Optional<Long> replace(Api api, String name, long version) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String body = Api.map(name, Long.toString(version), System.nanoTime());
        Api.Answer answer = api.send("PUT", Api.MAPS + "/" + name, body);
        Optional<Long> to = answer.status() == 200 ? Optional.of(answer.version()) : Optional.empty();
        settle(begun, name, version, to, answer);
        return to;
    }

    private void delete(Api api, String name, long version) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Api.Answer answer = api.send(
                "DELETE", Api.MAPS + "/" + name, "{\"preconditions\":{\"resourceVersion\":\"" + version + "\"}}");
        if (answer.status() == 200) {
            pendingDeletions.put(version, new Changed(begun, System.nanoTime(), name, version, 0));
        } else {
            settle(begun, name, version, Optional.empty(), answer);
        }
    }

    private void settle(long begun, String name, long from, Optional<Long> to, Api.Answer answer) {
        long ended = System.nanoTime();
        if (to.isPresent()) {
            operations.add(new Changed(begun, ended, name, from, to.get()));
        } else {
            assertThat(answer.status()).as("%s", answer.body()).isIn(404, 409);
            if (from != 0 || answer.status() == 409) {
                operations.add(new Refused(begun, ended, name, from));
            }
        }
    }

    /** All changes until the one that ends the run. */
    private List<Told> watch(Api api, String since) throws IOException, InterruptedException {
        List<Told> told = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        var response = api.stream(Api.MAPS + "?watch=true&resourceVersion=" + since);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = Api.parse(line);
                JsonNode metadata = event.path("object").path("metadata");
                String name = metadata.path("name").asText();
                if (name.equals("end")) {
                    return told;
                }
                long version = metadata.path("resourceVersion").asLong();
                boolean deleted = event.path("type").asText().equals("DELETED");
                if (deleted) {
                    deletions.add(version);
                    deletedAs.put(last.get(name), version);
                }
                last.put(name, version);
                told.add(new Told(name, deleted, version));
            }
        }
        throw new AssertionError("the watch ended early");
    }

    private void resolveDeletions() {
        pendingDeletions.forEach((version, change) -> {
            assertThat(deletedAs).as("watchers were told of every deletion").containsKey(version);
            operations.add(
                    new Changed(change.begun(), change.ended(), change.name(), change.from(), deletedAs.get(version)));
        });
    }
}
