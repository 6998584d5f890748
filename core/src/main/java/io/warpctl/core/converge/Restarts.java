package io.warpctl.core.converge;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How often a block's container had to be replaced or started again, and when that may be done next.
 *
 * @param count in a row, without {@link #CALM} between two
 * @param last when it was last done
 */
public record Restarts(int count, Instant last) {
    /** After this long without a restart the count begins anew. */
    public static final Duration CALM = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    public Restarts {
        Objects.requireNonNull(last, "last");
    }

    /** One more restart at {@code now}. */
    Restarts again(Instant now) {
        return now.isAfter(last.plus(CALM)) ? new Restarts(1, now) : new Restarts(count + 1, now);
    }

    /** The first restart is done at once, the next after 10 s, then twice as long each time up to 5 minutes. */
    Instant notBefore() {
        return last.plus(Backoff.delay(count, SHORTEST, LONGEST));
    }
}
