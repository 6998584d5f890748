package io.warpctl.examples.hello;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the service behaves. In the environment, names are in lower case with hyphens. */
public enum Mode {
    /** As a service should. */
    OK,
    /** Its status says for ever that it is warming up, and its log says why. */
    NEVER_HEALTHY,
    /** Ends at once with a reason and exit code 1. */
    EXITS,
    /** Accepts connections and never answers. */
    NO_ANSWER,
    /** Its status is an HTTP 500. */
    ERROR_STATUS,
    /** Reports {@link Identity#WRONG_VERSION} instead of its own version. */
    WRONG_VERSION,
    /** Listens on 127.0.0.1 only, where nobody outside its container reaches it. */
    LOOPBACK_ONLY,
    /** Ends without warning {@code HELLO_CRASH_SECONDS} after it began to listen. */
    CRASH_AFTER,
    /** Goes on after SIGTERM. */
    IGNORES_SIGTERM;

    /** Name in the environment, such as {@code never-healthy}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException naming all modes, if there is none
     */
    public static Mode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("HELLO_MODE: " + text + ", must be one of "
                        + Arrays.stream(values()).map(Mode::text).collect(Collectors.joining(", "))));
    }
}
