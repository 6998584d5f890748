package io.warpctl.lb;

import java.time.Duration;

/**
 * Leaves out an endpoint that failed three times in a row, for a time that doubles while it keeps failing. One failure after coming back is
 * enough to be left out again; one answer forgets everything.
 */
final class Ejection {
    static final int FAILURES = 3;
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);

    private int failures;
    private long backOffMillis;
    private long untilMillis;

    boolean isEjected(long nowMillis) {
        return nowMillis < untilMillis;
    }

    void answered() {
        failures = 0;
        backOffMillis = 0;
        untilMillis = 0;
    }

    /** Counts a failure; whether it began an ejection. */
    boolean failed(long nowMillis) {
        failures++;
        if (failures < FAILURES || isEjected(nowMillis)) {
            return false;
        }
        backOffMillis = Math.min(Math.max(SHORTEST.toMillis(), backOffMillis * 2), LONGEST.toMillis());
        untilMillis = nowMillis + backOffMillis;
        return true;
    }
}
