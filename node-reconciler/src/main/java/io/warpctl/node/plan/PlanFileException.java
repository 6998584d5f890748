package io.warpctl.node.plan;

/** A plan file is wrong. The message is one sentence with the file, the field and the fix. */
public final class PlanFileException extends Exception {
    private static final long serialVersionUID = 1L;

    PlanFileException(String message) {
        super(message);
    }
}
