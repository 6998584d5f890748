package io.warpctl.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.auth.Authenticator;
import io.warpctl.apiserver.auth.Rbac;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.http.ApiResult.Reply;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Wrong requests of all kinds get an answer that is not the server's fault, and a refused one changes nothing. 10,000 of them;
 * 1,000,000 with {@code -Dwarp.long=true}; {@code -Dwarp.seed=N -Dwarp.seeds=1} repeats one.
 */
class FuzzTest {

    private static final long CASES = Long.getLong("warp.seeds", Boolean.getBoolean("warp.long") ? 1_000_000 : 10_000);
    /** What answers at all does so long before, even on a busy machine. */
    private static final long PATIENCE_SECONDS = 300;

    private static final long FIRST = Long.getLong("warp.seed", 1);

    private ObjectStore store;
    private Wiring wiring;
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @BeforeEach
    void start() throws Exception {
        store = ObjectStore.open(StoreOptions.inMemory());
        store.subscribe(changes::addAll);
        wiring = new Wiring(
                store,
                new Authenticator(List.of(token -> Optional.of(User.of("fuzz", List.of(User.MASTERS))))),
                new Rbac(store),
                (group, plural, user, object) -> Optional.of(object),
                InstantSource.system(),
                AuditLog.none());
        for (String fixture : List.of("namespace-t", "widgets-crd")) {
            try (InputStream in =
                    FuzzTest.class.getResourceAsStream("/io/warpctl/apiserver/golden/fixtures/" + fixture + ".json")) {
                String path = fixture.startsWith("namespace")
                        ? "/api/v1/namespaces"
                        : "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
                assertThat(status(wiring.handler()
                                .handle(request("POST", path, in.readAllBytes()))
                                .join()))
                        .isEqualTo(201);
            }
        }
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
        wiring.close();
        store.close();
    }

    private static ApiRequest request(String method, String path, byte[] body) {
        return new ApiRequest(
                method, path, Query.parse(""), Map.of("authorization", "Bearer fuzz"), body, Optional.empty());
    }

    private static int status(ApiResult result) {
        return result instanceof Reply reply ? reply.status() : 200;
    }

    private static String shown(ApiRequest request, ApiResult result) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String answer = result instanceof Reply reply ? new String(reply.body(), StandardCharsets.UTF_8) : "a watch";
        return request.method() + " " + request.path() + " " + request.headers() + "\n   "
                + body.substring(0, Math.min(body.length(), 1_500)) + "\n   "
                + answer.substring(0, Math.min(answer.length(), 600));
    }

    @Test
    void noRequestIsTheServersFaultAndARefusedOneChangesNothing() throws Exception {
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (long seed = FIRST; seed < FIRST + CASES && faults.size() < 10; seed++) {
            ApiRequest request = new FuzzCases(seed).next();
            changed();
            ApiResult result;
            try {
                result = thread.submit(() -> wiring.handler().handle(request).join())
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                faults.add("seed " + seed + " has no answer: " + e + " " + shown(request, Reply.text(0, "")));
                continue;
            }
            int status = status(result);
            statuses.merge(status, 1, Integer::sum);
            if (status >= 500 && status != 504) {
                faults.add("seed " + seed + " is answered " + status + ": " + shown(request, result));
            }
            Optional<String> changed = changed();
            boolean writes = !List.of("GET", "HEAD").contains(request.method());
            if (changed.isPresent() && (status >= 400 || !writes)) {
                faults.add("seed " + seed + " was answered " + status + " and changed the store (" + changed.get()
                        + "): " + shown(request, result));
            }
        }
        assertThat(faults).as("%s", statuses).isEmpty();
        // Enough of them get through for the rest to mean something.
        if (CASES >= 1_000) {
            assertThat(statuses.get(200)).isGreaterThan((int) (CASES / 20));
            assertThat(statuses.get(201)).isGreaterThan((int) (CASES / 200));
        }
    }

    /** Wrong definitions, tried without being stored and sometimes stored, with an object of the type after each of those. */
    @Test
    void noDefinitionIsTheServersFault() throws Exception {
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        ObjectNode definition = Json.read(Json.bytes(body("GET", path + "/widgets.demo.example.com", new byte[0])));
        byte[] widget = ("{\"apiVersion\":\"demo.example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},"
                        + "\"spec\":{\"title\":\"t\",\"parts\":[{\"name\":\"p\"}]}}")
                .getBytes(StandardCharsets.UTF_8);
        List<String> faults = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + CASES / 20 && faults.size() < 10; seed++) {
            Random random = new Random(seed);
            Mutations mutations = new Mutations(random);
            JsonNode wrong = mutations.mutated(definition);
            boolean real = random.nextInt(10) == 0 && wrong instanceof ObjectNode;
            ApiRequest request;
            if (real) {
                if (wrong.path("metadata") instanceof ObjectNode metadata) {
                    metadata.remove("resourceVersion");
                }
                request = request("PUT", path + "/widgets.demo.example.com", Json.bytes(wrong));
            } else {
                request = new ApiRequest(
                        "PUT",
                        path + "/widgets.demo.example.com",
                        Query.parse("dryRun=All"),
                        Map.of("authorization", "Bearer fuzz"),
                        Json.bytes(wrong),
                        Optional.empty());
            }
            for (ApiRequest each : real
                    ? List.of(
                            request,
                            request("POST", "/apis/demo.example.com/v1/namespaces/t/widgets", widget),
                            request("GET", "/apis/demo.example.com/v1/namespaces/t/widgets", new byte[0]),
                            request("DELETE", "/apis/demo.example.com/v1/namespaces/t/widgets/w", new byte[0]),
                            request("GET", "/openapi/v3/apis/demo.example.com/v1", new byte[0]),
                            request("GET", "/openapi/v2", new byte[0]))
                    : List.of(request)) {
                ApiResult result;
                try {
                    result = thread.submit(() -> wiring.handler().handle(each).join())
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    throw new AssertionError(
                            "seed " + seed + " has no answer: " + shown(each, Reply.text(0, "")) + "\n" + stacks(), e);
                }
                if (status(result) >= 500) {
                    faults.add("seed " + seed + ": " + shown(each, result));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread.getName().startsWith("pool-")) {
                text.append(thread.getName()).append('\n');
                Arrays.stream(frames)
                        .limit(40)
                        .forEach(frame -> text.append("   ").append(frame).append('\n'));
            }
        });
        return text.toString();
    }

    private JsonNode body(String method, String path, byte[] body) throws Exception {
        Reply reply =
                (Reply) wiring.handler().handle(request(method, path, body)).join();
        return Json.read(reply.body());
    }

    /** What changed that is not the garbage collector's, which works on its own time. */
    private Optional<String> changed() {
        Optional<String> changed = Optional.empty();
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            String state = new String(change.body(), StandardCharsets.UTF_8);
            String before = new String(change.previous(), StandardCharsets.UTF_8);
            boolean collected = change.kind() != Change.Kind.ADDED
                    && (before.contains("\"ownerReferences\"") || state.contains("\"deletionTimestamp\""));
            if (!collected) {
                changed = Optional.of(change.kind() + " " + change.key() + " from " + before + " to " + state);
            }
        }
        return changed;
    }
}
