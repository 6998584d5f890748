package io.warpctl.apiserver.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.crash.Api.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One client that creates, replaces and deletes maps of its own, and remembers what was acknowledged. */
final class Writer {

    private static final int NAMES = 12;

    /** What a map must look like: empty if it must not be there. */
    private record State(long version, long value) {}

    private final String prefix;
    private final Random random;
    private final AtomicLong acknowledged;
    private final Map<String, Optional<State>> known = new HashMap<>();
    private String unsure = "";
    private Optional<Long> attempted = Optional.empty();
    private long counter;
    private long newest;

    Writer(String prefix, long seed, AtomicLong acknowledged) {
        this.prefix = prefix;
        this.random = new Random(seed);
        this.acknowledged = acknowledged;
    }

    long newest() {
        return newest;
    }

    /** Writes until the server is gone. */
    void run(Api api) throws InterruptedException {
        try {
            while (true) {
                step(api);
                acknowledged.incrementAndGet();
            }
        } catch (IOException e) {
            // Killed: what was under way may have happened or not.
        }
    }

    private void step(Api api) throws IOException, InterruptedException {
        String name = prefix + "-" + random.nextInt(NAMES);
        Optional<State> state = known.getOrDefault(name, Optional.empty());
        unsure = name;
        if (state.isEmpty()) {
            attempted = Optional.of(++counter);
            Answer answer = api.send("POST", Api.MAPS, Api.map(name, "", counter));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
            settled(name, Optional.of(new State(answer.version(), counter)));
        } else if (random.nextInt(5) == 0) {
            attempted = Optional.empty();
            Answer answer = api.send("DELETE", Api.MAPS + "/" + name, "");
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            settled(name, Optional.empty());
        } else {
            attempted = Optional.of(++counter);
            String version = Long.toString(state.get().version);
            Answer answer = api.send("PUT", Api.MAPS + "/" + name, Api.map(name, version, counter));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            settled(name, Optional.of(new State(answer.version(), counter)));
        }
    }

    private void settled(String name, Optional<State> state) {
        state.ifPresent(each -> {
            assertThat(each.version).as("versions go up").isGreaterThan(newest);
            newest = each.version;
        });
        known.put(name, state);
        unsure = "";
    }

    /** Compares what is there with what was acknowledged; what was under way may be either, and is then known. */
    void check(Map<String, JsonNode> found) {
        for (int i = 0; i < NAMES; i++) {
            String name = prefix + "-" + i;
            Optional<State> there = Optional.ofNullable(found.get(name))
                    .map(node -> new State(
                            node.path("metadata").path("resourceVersion").asLong(),
                            node.path("data").path("n").asLong()));
            Optional<State> expected = known.getOrDefault(name, Optional.empty());
            if (!name.equals(unsure)) {
                assertThat(there).as(name).isEqualTo(expected);
            } else if (!there.equals(expected)) {
                assertThat(there.map(State::value)).as(name + ", under way").isEqualTo(attempted);
                known.put(name, there);
                there.ifPresent(state -> newest = Math.max(newest, state.version));
            }
        }
        unsure = "";
    }
}
