package io.warpctl.apiserver.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Now, as metadata has it. */
public record Clock(InstantSource source) {

    /** RFC 3339, seconds, UTC. */
    public String time() {
        return source.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** RFC 3339, microseconds, UTC. */
    public String micros() {
        Instant now = source.instant().truncatedTo(ChronoUnit.MICROS);
        return String.format(
                "%s.%06dZ", now.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""), now.getNano() / 1_000);
    }

    /** The instant itself. */
    public Instant instant() {
        return source.instant();
    }
}
