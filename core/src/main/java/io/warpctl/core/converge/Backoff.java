package io.warpctl.core.converge;

import java.time.Duration;

/** Waits between repeated attempts: doubling, bounded. */
final class Backoff {
    private Backoff() {}

    /** The wait after {@code count} attempts: {@code shortest} after the first, doubled each time, at most {@code longest}. */
    static Duration delay(int count, Duration shortest, Duration longest) {
        if (count <= 0) {
            return Duration.ZERO;
        }
        long millis = shortest.toMillis() << Math.min(count - 1, 20);
        return millis > longest.toMillis() ? longest : Duration.ofMillis(millis);
    }
}
