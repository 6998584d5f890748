package io.warpctl.e2e.kubectl;

import java.util.List;

/**
 * One command of a session, and what has to come of it.
 *
 * @param command what follows {@code kubectl}
 * @param editor what {@code kubectl edit} starts; empty for nothing
 * @param exitCode exit code
 * @param said patterns; each has to be found in what it writes, to either stream
 */
record Step(String command, String editor, int exitCode, List<String> said) {
    static Step ok(String command, String... said) {
        return new Step(command, "", 0, List.of(said));
    }

    static Step fails(String command, String... said) {
        return new Step(command, "", 1, List.of(said));
    }

    static Step edits(String command, String editor, String... said) {
        return new Step(command, editor, 0, List.of(said));
    }
}
