package io.warpctl.apiserver.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.apiserver.history.History.Changed;
import io.warpctl.apiserver.history.History.Operation;
import io.warpctl.apiserver.history.History.Read;
import io.warpctl.apiserver.history.History.Refused;
import io.warpctl.apiserver.history.History.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker finds what it is there to find. */
class HistoryTest {

    private static final List<Operation> GOOD = List.of(
            new Changed(0, 10, "a", 0, 1),
            new Changed(20, 30, "a", 1, 2),
            new Refused(25, 35, "a", 1),
            new Read(31, 40, "a", 2),
            new Read(21, 40, "a", 1),
            new Changed(50, 60, "a", 2, 3),
            new Read(70, 80, "a", 0),
            new Changed(90, 95, "a", 0, 4));
    private static final Set<Long> DELETIONS = Set.of(3L);
    private static final List<Told> TOLD =
            List.of(new Told("a", false, 2), new Told("a", true, 3), new Told("a", false, 4));

    private static List<String> faults(Operation more) {
        List<Operation> all = new ArrayList<>(GOOD);
        all.add(more);
        return History.check(all, DELETIONS, List.of(TOLD));
    }

    @Test
    void aGoodHistoryIsExplained() {
        assertThat(History.check(GOOD, DELETIONS, List.of(TOLD))).isEmpty();
    }

    @Test
    void faultsAreFound() {
        assertThat(faults(new Changed(96, 99, "a", 2, 5))).anyMatch(fault -> fault.startsWith("lost update"));
        assertThat(faults(new Read(61, 62, "a", 2))).anyMatch(fault -> fault.startsWith("stale read"));
        assertThat(faults(new Read(96, 99, "a", 0))).anyMatch(fault -> fault.startsWith("stale read of nothing"));
        assertThat(faults(new Read(96, 99, "a", 9))).anyMatch(fault -> fault.startsWith("nobody wrote it"));
        assertThat(faults(new Refused(96, 99, "a", 4))).anyMatch(fault -> fault.startsWith("refused without cause"));
        assertThat(faults(new Changed(1, 2, "b", 0, 9))).anyMatch(fault -> fault.startsWith("out of order"));
        assertThat(History.check(GOOD, DELETIONS, List.of(List.of(TOLD.get(0), TOLD.get(2)))))
                .anyMatch(fault -> fault.startsWith("a watcher differs"));
    }
}
