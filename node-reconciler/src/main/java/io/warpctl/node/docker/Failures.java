package io.warpctl.node.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.DockerException;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.common.Json;
import java.util.Locale;
import java.util.stream.Stream;

/** Turns what Docker and its client throw into failures with a name. */
final class Failures {
    private Failures() {}

    /** What went wrong, in Docker's own words where it answered. */
    static String message(Throwable failure) {
        if (failure instanceof DockerException answered) {
            return dockersWords(String.valueOf(answered.getMessage()));
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** Why Docker could not be asked. */
    static DockerUnavailable unavailable(RuntimeException failure) {
        return failure instanceof DockerException
                ? new DockerUnavailable("Docker answered with an error: " + message(failure), failure)
                : new DockerUnavailable("Docker does not answer: " + message(failure), failure);
    }

    /** A failed action on a container. */
    static ActionException action(String what, RuntimeException failure) {
        if (failure instanceof ActionException named) {
            return named;
        }
        String message = message(failure);
        if (!(failure instanceof DockerException)) {
            return ActionException.host("DockerNotReady", what + ": Docker does not answer: " + message, failure);
        } else if (isDiskFull(message)) {
            return ActionException.host(
                    "DiskFull", what + ": no space left on the disk Docker uses; free some", failure);
        }
        return ActionException.host("DockerFailed", what + ": " + message, failure);
    }

    /** A container that could not be created. */
    static ActionException create(String container, RuntimeException failure) {
        return isBadTemplate(message(failure).toLowerCase(Locale.ROOT))
                ? badTemplate(failure)
                : action("creating " + container, failure);
    }

    /** A container that was created but could not be started. */
    static ActionException start(String container, RuntimeException failure) {
        String message = message(failure);
        String text = message.toLowerCase(Locale.ROOT);
        boolean badCommand = text.contains("exec format error")
                || text.contains("executable file not found")
                || text.contains("exec: \"") && (text.contains("no such file") || text.contains("permission denied"));
        if (badCommand) {
            return ActionException.release("BadCommand", "the container's command cannot be run: " + message, failure);
        } else if (text.contains("unable to find user") || text.contains("no matching entries in passwd")) {
            return ActionException.release("BadUser", "the container's user does not exist: " + message, failure);
        } else if (isBadTemplate(text)) {
            return badTemplate(failure);
        } else if (text.contains("address already in use")) {
            return ActionException.host(
                    "AddressInUse", "the address of " + container + " is taken by another container", failure);
        }
        return action("starting " + container, failure);
    }

    /** What no host could run; other things Docker refuses may be this host's fault. */
    private static boolean isBadTemplate(String text) {
        return Stream.of(
                        "invalid volume specification",
                        "invalid mount config",
                        "duplicate mount point",
                        "minimum memory limit",
                        "uids and gids must be in range",
                        "invalid environment variable")
                .anyMatch(text::contains);
    }

    private static ActionException badTemplate(RuntimeException failure) {
        return ActionException.release("BadTemplate", "Docker refuses the container: " + message(failure), failure);
    }

    static boolean isDiskFull(String message) {
        return message.contains("no space left on device");
    }

    private static String dockersWords(String message) {
        int brace = message.indexOf('{');
        if (brace >= 0) {
            try {
                String words = Json.MAPPER
                        .readTree(message.substring(brace))
                        .path("message")
                        .asText();
                if (!words.isEmpty()) {
                    return words;
                }
            } catch (JsonProcessingException e) {
                // Not JSON after all: the message as it is.
                return message.strip();
            }
        }
        return message.strip();
    }
}
