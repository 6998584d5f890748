package io.warpctl.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.Traffic;
import io.warpctl.core.status.TrafficShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final BlockRef BLOCK = new ServiceRef("default", "local", "hello").block("b1");
    private final TrafficWindow window = new TrafficWindow();

    @Test
    void oneSampleSaysNothing() {
        assertThat(add(0, 100, 0)).isEmpty();
    }

    @Test
    void sharesAreOfWhatWasAnsweredInTheWindow() {
        add(0, 1000, 0);
        assertThat(add(10, 1030, 10)).contains(List.of(new TrafficShare("1.0.0", 75), new TrafficShare("1.1.0", 25)));
        assertThat(add(20, 1030, 40)).contains(List.of(new TrafficShare("1.1.0", 57), new TrafficShare("1.0.0", 43)));
        add(30, 1030, 70);
        add(40, 1030, 100);
        assertThat(add(50, 1030, 130)).contains(List.of(new TrafficShare("1.1.0", 100)));
    }

    @Test
    void whatIsReportedAgainChangesNothing() {
        add(0, 100, 0);
        Optional<List<TrafficShare>> shares = add(10, 100, 50);
        assertThat(add(11, 100, 50)).isEqualTo(shares);
        assertThat(add(12, 100, 50)).isEqualTo(shares);
    }

    private Optional<List<TrafficShare>> add(int second, long first, long next) {
        return window.add(
                Map.of(
                        "a",
                        List.of(
                                new Traffic(BLOCK, "hash1", "1.0.0", first, 0),
                                new Traffic(BLOCK, "hash2", "1.1.0", next, 0))),
                START.plusSeconds(second));
    }
}
