package io.warpctl.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtExitTest {
    @Test
    void aStepThatFailsKeepsNoOtherFromRunning() {
        var ran = new ArrayList<Integer>();
        var steps = List.<Runnable>of(() -> ran.add(1), () -> fail("second"), () -> ran.add(3), () -> fail("fourth"));

        assertThatThrownBy(() -> AtExit.runAll(steps))
                .hasMessage("second")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("fourth"));
        assertThat(ran).containsExactly(1, 3);
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }
}
