package io.warpctl.node.common;

/**
 * Kills this process at a named point, for tests of what survives that. {@code -Dwarp.failpoint=NAME} halts at the first
 * passage of NAME, {@code NAME#3} at the third. Without the property nothing ever happens.
 *
 * <p>Points: {@code before:KIND} and {@code after:KIND} of every kind of action (such as {@code after:PublishTable}),
 * {@code created:RunContainer} between a container's creation and its start, {@code plan-persisted}, {@code memory-persisted}.
 */
public final class Failpoint {
    /** Exit code of a process halted here: that of a process ended by SIGKILL. */
    public static final int EXIT_CODE = 137;

    private static final String PROPERTY = System.getProperty("warp.failpoint", "");
    private static final String NAME = PROPERTY.replaceFirst("#\\d+$", "");
    private static int left = PROPERTY.equals(NAME) ? 1 : Integer.parseInt(PROPERTY.substring(NAME.length() + 1));

    private Failpoint() {}

    /** Halts the process without any clean-up when the property names this point. */
    public static void hit(String point) {
        if (NAME.equals(point)) {
            countDown();
        }
    }

    private static synchronized void countDown() {
        if (--left == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
