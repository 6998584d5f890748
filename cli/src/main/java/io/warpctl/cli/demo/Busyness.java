package io.warpctl.cli.demo;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/** Whether other work keeps this machine so busy that requests will be late whatever Warp does. */
final class Busyness {
    private static final double TOO_BUSY = 2.0;

    private Busyness() {}

    static Optional<String> warning() {
        return warning(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
    }

    /** A sentence when more than twice as many threads want to run as there are processors. */
    static Optional<String> warning(double load, int processors) {
        return load <= TOO_BUSY * processors
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "WARNING: other work keeps this machine busy (load %.0f on %d processors): requests may be late and"
                                + " count as failed; end it for a fair picture",
                        load,
                        processors));
    }
}
