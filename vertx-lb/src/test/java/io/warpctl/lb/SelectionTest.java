package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static Backend backend(String id, int weight) {
        return new Backend(
                TestTable.endpoint(id, 80, weight), new Ledger(TestTable.HELLO, TestTable.endpoint(id, 80, weight)));
    }

    private static String id(Backend backend) {
        return backend.endpoint().id();
    }

    @Test
    void sharesAreAsTheWeightsAndNotInBursts() {
        WeightedRoundRobin turns =
                new WeightedRoundRobin(List.of(backend("a", 5), backend("b", 1), backend("c", 1), backend("d", 0)));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            order.add(id(turns.next(Set.of(), 0).orElseThrow()));
        }
        assertThat(order.subList(0, 7))
                .isEqualTo(order.subList(7, 14))
                .containsExactly("a", "a", "b", "a", "c", "a", "a");
    }

    @Test
    void nobodyWithWeightMeansNobody() {
        assertThat(new WeightedRoundRobin(List.of(backend("a", 0))).next(Set.of(), 0))
                .isEmpty();
        assertThat(new WeightedRoundRobin(List.of()).next(Set.of(), 0)).isEmpty();
    }

    @Test
    void theSharesOfTheEjectedGoToTheOthersInProportion() {
        Backend a = backend("a", 2);
        WeightedRoundRobin turns = new WeightedRoundRobin(List.of(a, backend("b", 2), backend("c", 1)));
        fail(a, 3);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            counts.merge(id(turns.next(Set.of(), 0).orElseThrow()), 1, Integer::sum);
        }
        assertThat(counts).isEqualTo(Map.of("b", 20, "c", 10));
        assertThat(turns.next(Set.of(), Ejection.SHORTEST.toMillis()).map(SelectionTest::id))
                .contains("a");
    }

    @Test
    void theLastIsNeverEjected() {
        Backend a = backend("a", 1);
        Backend b = backend("b", 1);
        WeightedRoundRobin turns = new WeightedRoundRobin(List.of(a, b));
        fail(a, 3);
        fail(b, 3);
        assertThat(turns.next(Set.of(), 0)).isPresent();
    }

    @Test
    void aRetryPrefersWhoWasNotTried() {
        Backend a = backend("a", 1000);
        Backend b = backend("b", 1);
        WeightedRoundRobin turns = new WeightedRoundRobin(List.of(a, b));
        assertThat(turns.next(Set.of(a), 0)).contains(b);
        fail(b, 3);
        assertThat(turns.next(Set.of(a), 0)).as("even ejected").contains(b);
        assertThat(turns.next(Set.of(a, b), 0)).contains(a);
    }

    @Test
    void ejectionsLastLongerWhileFailuresGoOn() {
        Ejection ejection = new Ejection();
        assertThat(ejection.failed(0)).isFalse();
        assertThat(ejection.failed(0)).isFalse();
        assertThat(ejection.isEjected(0)).isFalse();
        assertThat(ejection.failed(0)).isTrue();
        assertThat(ejection.isEjected(999)).isTrue();
        assertThat(ejection.isEjected(1000)).isFalse();
        assertThat(ejection.failed(1000)).as("one failure is enough now").isTrue();
        assertThat(ejection.isEjected(2999)).isTrue();
        assertThat(ejection.isEjected(3000)).isFalse();
        long now = 3000;
        for (int i = 0; i < 10; i++) {
            assertThat(ejection.failed(now)).isTrue();
            now += Ejection.LONGEST.toMillis();
            assertThat(ejection.isEjected(now)).isFalse();
        }
        ejection.answered();
        assertThat(ejection.failed(now)).isFalse();
    }

    private static void fail(Backend backend, int times) {
        for (int i = 0; i < times; i++) {
            backend.ejection().failed(0);
        }
    }
}
