package io.warpctl.examples.hello;

import java.time.Duration;
import java.util.Map;

/**
 * What the environment asks for.
 *
 * @param port where to listen; 0 for any free one
 * @param crashAfter when {@link Mode#CRASH_AFTER} ends
 * @param peer whom to ask for {@code /peer}
 */
record Settings(Identity identity, Mode mode, int port, Duration crashAfter, Peer peer) {
    static Settings from(Map<String, String> environment) {
        var mode = Mode.of(environment.getOrDefault("HELLO_MODE", "ok"));
        return new Settings(
                Identity.from(environment, mode),
                mode,
                number(environment, "HELLO_PORT", 8080),
                Duration.ofSeconds(number(environment, "HELLO_CRASH_SECONDS", 20)),
                Peer.from(environment));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        var text = environment.getOrDefault(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + text + ", must be a number", e);
        }
    }
}
