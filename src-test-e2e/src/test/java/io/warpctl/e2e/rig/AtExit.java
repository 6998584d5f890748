package io.warpctl.e2e.rig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Removes what is still there when the tests' process ends, also by Ctrl-C in the middle of a scenario: first the
 * processes of this run, then what was made last.
 */
final class AtExit {
    private static final List<AutoCloseable> RESOURCES = new ArrayList<>();
    private static boolean hooked;

    private AtExit() {}

    /** The resource's {@code close} has to bear being called again after the test called it. */
    static synchronized void close(AutoCloseable resource) {
        killProcesses();
        RESOURCES.add(resource);
    }

    static synchronized void killProcesses() {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "rig-at-exit"));
        }
    }

    private static synchronized void run() {
        var steps = new ArrayList<Runnable>();
        steps.add(() -> Marker.thisRun().killAll());
        var latestFirst = new ArrayList<>(RESOURCES);
        Collections.reverse(latestFirst);
        latestFirst.forEach(resource -> steps.add(() -> {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot remove " + resource, e);
            }
        }));
        runAll(steps);
    }

    /** Runs all steps even if some fail; then fails with the first failure, the others suppressed in it. */
    static void runAll(List<Runnable> steps) {
        RuntimeException first = null;
        for (var step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
