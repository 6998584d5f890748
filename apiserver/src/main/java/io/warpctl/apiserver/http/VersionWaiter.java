package io.warpctl.apiserver.http;

import io.warpctl.apiserver.store.ObjectStore;
import java.time.Duration;

/** Waits for the store to reach a version that a client has heard of elsewhere. */
final class VersionWaiter {

    private final ObjectStore store;
    private final Object changed = new Object();

    VersionWaiter(ObjectStore store) {
        this.store = store;
        store.subscribe(changes -> {
            synchronized (changed) {
                changed.notifyAll();
            }
        });
    }

    /** Whether the store has reached {@code version}, at the latest after {@code patience}. */
    boolean reached(long version, Duration patience) {
        if (store.version() >= version) {
            return true;
        }
        long until = System.nanoTime() + patience.toNanos();
        synchronized (changed) {
            while (store.version() < version) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                try {
                    changed.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
