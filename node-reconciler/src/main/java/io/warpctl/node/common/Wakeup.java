package io.warpctl.node.common;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; signals given while nobody waits count as one. */
public final class Wakeup {
    private final Semaphore signals = new Semaphore(0);

    /** Ends the present wait, or the next one. */
    public void signal() {
        signals.release();
    }

    /** Waits for a signal, at most {@code longest}. */
    public void await(Duration longest) throws InterruptedException {
        if (signals.tryAcquire(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }
}
