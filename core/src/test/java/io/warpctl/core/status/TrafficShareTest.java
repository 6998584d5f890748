package io.warpctl.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficShareTest {
    private static final ServiceRef WEB = new ServiceRef("default", "main", "web");

    @Test
    void sharesAreOfWhatWasAnsweredBetweenTheSamples() {
        Map<String, List<Traffic>> earlier =
                Map.of("a", List.of(counter("g1", "1.0.0", 1000), counter("g1", "1.1.0", 10)));
        Map<String, List<Traffic>> later = Map.of(
                "a", List.of(counter("g1", "1.0.0", 1060), counter("g1", "1.1.0", 30)),
                "b", List.of(counter("g1", "1.1.0", 20)));
        assertThat(TrafficShare.between(earlier, later))
                .containsExactly(new TrafficShare("1.0.0", 60), new TrafficShare("1.1.0", 40));
    }

    @Test
    void aCounterThatBeganAnewCountsFromZero() {
        assertThat(TrafficShare.between(
                        Map.of("a", List.of(counter("g1", "1.0.0", 1000), counter("g2", "1.1.0", 0))),
                        Map.of("a", List.of(counter("g1", "1.0.0", 30), counter("g2", "1.1.0", 10)))))
                .containsExactly(new TrafficShare("1.0.0", 75), new TrafficShare("1.1.0", 25));
    }

    @Test
    void sharesMakeAHundred() {
        List<TrafficShare> shares = TrafficShare.between(
                Map.of(), Map.of("a", List.of(counter("g1", "1", 1), counter("g2", "2", 1), counter("g3", "3", 1))));
        assertThat(shares.stream().mapToInt(TrafficShare::percent).sum()).isEqualTo(100);
        assertThat(shares).hasSize(3);
    }

    @Test
    void nothingAnsweredIsNoShare() {
        Map<String, List<Traffic>> same = Map.of("a", List.of(counter("g1", "1.0.0", 5)));
        assertThat(TrafficShare.between(same, same)).isEmpty();
    }

    private static Traffic counter(String block, String version, long requests) {
        return new Traffic(WEB.block(block), "release-" + version, version, requests, 0);
    }
}
