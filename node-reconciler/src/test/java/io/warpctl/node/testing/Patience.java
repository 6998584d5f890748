package io.warpctl.node.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits long enough for a machine that has much else to do. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Patience() {}

    /** A condition that fails only after a minute. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONGEST);
    }
}
