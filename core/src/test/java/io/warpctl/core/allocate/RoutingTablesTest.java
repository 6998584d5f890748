package io.warpctl.core.allocate;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.allocate.RoutingTables.Allocation;
import io.warpctl.core.allocate.RoutingTables.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoutingTablesTest {
    private static final Slot A0 = new Slot("a", "eth0");
    private static final Slot A1 = new Slot("a", "eth1");
    private static final Slot B0 = new Slot("b", "eth0");

    @Test
    void everyInterfaceOfAHostGetsItsOwn() {
        Allocation allocation = RoutingTables.allocate(100, 199, Map.of(), Map.of(), Set.of(A0, A1, B0));
        assertThat(allocation.tables()).isEqualTo(Map.of(A0, 100, A1, 101, B0, 100));
        assertThat(allocation.unserved()).isEmpty();
    }

    @Test
    void whatWasGivenIsKeptAlsoOutsideOfThePool() {
        Allocation allocation = RoutingTables.allocate(100, 199, Map.of(A1, 42), Map.of(A1, 150), Set.of(A0, A1));
        assertThat(allocation.tables()).isEqualTo(Map.of(A0, 100, A1, 42));
    }

    @Test
    void aReservationIsForItsInterfaceOnly() {
        assertThat(RoutingTables.allocate(100, 199, Map.of(), Map.of(A1, 100), Set.of(A0))
                        .tables())
                .isEqualTo(Map.of(A0, 101));
        assertThat(RoutingTables.allocate(100, 199, Map.of(), Map.of(A1, 7), Set.of(A1))
                        .tables())
                .isEqualTo(Map.of(A1, 7));
    }

    @Test
    void anExhaustedPoolIsSaid() {
        Allocation allocation = RoutingTables.allocate(100, 100, Map.of(), Map.of(), Set.of(A0, A1));
        assertThat(allocation.tables()).isEqualTo(Map.of(A0, 100));
        assertThat(allocation.unserved()).containsExactly(A1);
    }

    @Test
    void historiesKeepWhatWasGivenAndNeverShareOnAHost() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Map<Slot, Integer> given = Map.of();
            for (int step = 0; step < 10; step++) {
                Set<Slot> wanted = slots(random);
                Map<Slot, Integer> before = new HashMap<>(given);
                Map<Slot, Integer> result = RoutingTables.allocate(100, 104, given, Map.of(A1, 102), wanted)
                        .tables();
                assertThat(result).as("seed " + seed).containsAllEntriesOf(before);
                assertThat(result.keySet().stream()
                                .map(slot -> slot.host() + "/" + table(slot, result))
                                .collect(Collectors.toSet()))
                        .as("seed " + seed)
                        .hasSameSizeAs(result.keySet());
                given = result;
            }
        }
    }

    private static int table(Slot slot, Map<Slot, Integer> given) {
        return given.get(slot);
    }

    private static Set<Slot> slots(Random random) {
        Set<Slot> slots = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            slots.add(new Slot(random.nextBoolean() ? "a" : "b", "eth" + random.nextInt(8)));
        }
        return slots;
    }
}
