package io.warpctl.core.sim;

/** A property that does not hold. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String property, String what) {
        super("property \"" + property + "\" is violated: " + what);
    }
}
