package io.warpctl.cli.command;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.warpctl.cli.CommandFailure;
import java.io.PrintWriter;

/** Turns what went wrong into one sentence. */
final class Failures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

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
        if (failure instanceof KubernetesClientException refused) {
            return sentence(refused);
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName() + " (run again with --verbose to see where)"
                : message.lines().findFirst().orElse(message);
    }

    private static String sentence(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case UNAUTHORIZED -> "the API server does not know this user: use the kubeconfig that warpctl server wrote";
            case FORBIDDEN -> "not allowed: " + reason(failure);
            case CONFLICT -> "somebody else changed it in the meantime: try again (" + reason(failure) + ")";
            default -> reason(failure);
        };
    }

    private static String reason(KubernetesClientException failure) {
        return failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getStatus().getMessage();
    }
}
