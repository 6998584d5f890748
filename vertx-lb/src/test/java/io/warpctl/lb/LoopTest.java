package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final Loop loop = new Loop(2);
    private long sequence;

    private void apply(Endpoint... endpoints) {
        loop.apply(Routes.of(TestTable.of(++sequence, 80, endpoints)), false);
    }

    private Backend select() {
        return loop.select(TestTable.HELLO, Set.of(), 0).orElseThrow();
    }

    @Test
    void countersOutliveTheirEndpointUpToABound() {
        for (int i = 0; i < Loop.GONE_LIMIT + 50; i++) {
            apply(TestTable.endpoint("e" + i, 80, 1));
        }
        List<EndpointStats> stats = loop.stats();
        assertThat(stats).hasSize(Loop.GONE_LIMIT + 1);
        assertThat(stats)
                .extracting(EndpointStats::endpoint)
                .contains("e" + (Loop.GONE_LIMIT + 49))
                .doesNotContain("e0");
    }

    @Test
    void whatIsStillInFlightIsNotForgotten() {
        apply(TestTable.endpoint("busy", 80, 1));
        select().ledger().selected(() -> {}, 7);
        for (int i = 0; i < Loop.GONE_LIMIT + 50; i++) {
            apply(TestTable.endpoint("e" + i, 80, 1));
        }
        assertThat(loop.stats()).extracting(EndpointStats::endpoint).contains("busy");
    }

    @Test
    void anEndpointThatStaysKeepsItsStateAndOneThatMovesStartsAfresh() {
        apply(TestTable.endpoint("a", 80, 1));
        Backend before = select();
        before.ledger().selected(() -> {}, 7);
        apply(TestTable.endpoint("a", 80, 5));
        assertThat(select()).isSameAs(before);
        assertThat(before.weight()).isEqualTo(5);
        apply(TestTable.endpoint("a", 81, 5));
        assertThat(select()).isNotSameAs(before);
        assertThat(before.isRouted()).isFalse();
        assertThat(loop.stats())
                .singleElement()
                .extracting(EndpointStats::selected)
                .isEqualTo(1L);
    }

    @Test
    void whoLosesItsWeightIsRetired() {
        List<String> retired = new ArrayList<>();
        loop.onRetired(backend -> retired.add(backend.endpoint().id()));
        apply(TestTable.endpoint("a", 80, 1), TestTable.endpoint("b", 81, 1));
        assertThat(retired).isEmpty();
        apply(TestTable.endpoint("a", 80, 0));
        assertThat(retired).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void latencyIsCountedCumulatively() {
        apply(TestTable.endpoint("a", 80, 1));
        Ledger ledger = select().ledger();
        for (long millis : new long[] {0, 1, 2, 3, 5000, 5001}) {
            Flow flow = () -> {};
            ledger.selected(flow, 1);
            ledger.ended(flow, millis, millis > 5000);
        }
        assertThat(ledger.stats().latencyMillis()).containsExactly(2L, 3L, 4L, 4L, 4L, 4L, 4L, 4L, 4L, 4L, 4L, 5L, 6L);
        assertThat(ledger.stats().failures()).isEqualTo(1);
        assertThat(ledger.stats().inFlight()).isZero();
    }

    @Test
    void noMoreWaitThanAllowed() {
        assertThat(loop.await(() -> {})).isTrue();
        Runnable second = () -> {};
        assertThat(loop.await(second)).isTrue();
        assertThat(loop.await(() -> {})).isFalse();
        loop.forget(second);
        assertThat(loop.await(() -> {})).isTrue();
    }
}
