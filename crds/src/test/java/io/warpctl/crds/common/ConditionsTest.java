package io.warpctl.crds.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00.5Z");

    @Test
    void theTransitionTimeMovesWithTheStatusOnly() {
        List<Condition> before = List.of(ready(Condition.Status.False, "Starting", EARLIER.toString()));
        assertThat(Conditions.keepTransitions(before, List.of(ready(Condition.Status.False, "Verifying", null)), NOW))
                .containsExactly(ready(Condition.Status.False, "Verifying", EARLIER.toString()));
        assertThat(Conditions.keepTransitions(before, List.of(ready(Condition.Status.True, "Verified", null)), NOW))
                .containsExactly(ready(Condition.Status.True, "Verified", "2026-01-01T00:01:00Z"));
    }

    @Test
    void whatIsNotSaidAnyMoreGoes() {
        List<Condition> before = List.of(ready(Condition.Status.True, "Verified", EARLIER.toString()));
        assertThat(Conditions.keepTransitions(before, List.of(), NOW)).isEmpty();
        assertThat(Conditions.holds(before, "Ready")).isTrue();
        assertThat(Conditions.holds(before, "Available")).isFalse();
    }

    private static Condition ready(Condition.Status status, String reason, String time) {
        return new Condition("Ready", status, reason, "", time, 1L);
    }
}
