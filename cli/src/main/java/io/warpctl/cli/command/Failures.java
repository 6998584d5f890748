package io.warpctl.cli.command;

import io.warpctl.cli.CommandFailure;
import java.io.PrintWriter;

/** Turns what went wrong into one sentence. */
final class Failures {
    private Failures() {}

    /** Prints the sentence for {@code failure}; with {@code verbose} also where it came from. */
    static void print(Throwable failure, PrintWriter err, boolean verbose) {
        err.println("warpctl: " + sentence(failure));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    static String sentence(Throwable failure) {
        if (failure instanceof CommandFailure) {
            return failure.getMessage();
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName() + " (run again with --verbose to see where)"
                : message.lines().findFirst().orElse(message);
    }
}
