package io.warpctl.cli.setup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what cannot be subscribed to. */
public final class Poll {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private Poll() {}

    /**
     * Asks ten times a second until {@code condition} holds.
     *
     * @return whether it held within {@code limit}; false also when the thread was interrupted
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL);
        }
        return true;
    }
}
