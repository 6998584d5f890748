package io.warpctl.core.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Generated histories. {@code -Dwarp.seed=N} runs one again, {@code -Dwarp.seeds=N} that many, {@code -Dwarp.from=N} from there;
 * {@code -Dwarp.long=true} runs a million.
 */
class SimulationTest {
    @Test
    void everyPropertyHoldsInEveryHistory() {
        if (Long.getLong("warp.seed") != null) {
            Simulation.run(Long.getLong("warp.seed"));
            return;
        }
        long from = Long.getLong("warp.from", 0);
        long count = Long.getLong("warp.seeds", Boolean.getBoolean("warp.long") ? 1_000_000 : 10_000);
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        LongStream.range(from, from + count).parallel().forEach(seed -> {
            if (failures.size() < 5) {
                try {
                    Simulation.run(seed);
                } catch (AssertionError e) {
                    failures.add(e.getMessage());
                }
            }
        });
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " histories violate a property; the first one:\n"
                    + failures.get(0) + "\n\nall of them:\n"
                    + String.join(
                            "\n",
                            failures.stream()
                                    .map(text -> text.lines().limit(2).toList().toString())
                                    .toList()));
        }
    }
}
