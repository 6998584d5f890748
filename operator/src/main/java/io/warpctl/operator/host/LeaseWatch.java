package io.warpctl.operator.host;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells by its Lease whether a host's node is there. What counts is when a renewal was seen here, so that a host whose clock is
 * wrong is not taken for lost; only the first sight of a Lease believes the time it carries.
 */
final class LeaseWatch {
    /** When a Lease does not say how long it holds. */
    static final Duration DEFAULT_DURATION = Duration.ofSeconds(40);

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(String renewal, Instant at) {}

    /**
     * Until when the host counts as there.
     *
     * @param host name of the host
     * @param lease its Lease
     * @param now the time
     * @return empty when it never renewed
     */
    Optional<Instant> until(String host, Lease lease, Instant now) {
        if (lease.getSpec() == null || lease.getSpec().getRenewTime() == null) {
            return Optional.empty();
        }
        Instant claimed = lease.getSpec().getRenewTime().toInstant();
        Seen last = seen.compute(host, (unused, before) -> {
            if (before == null) {
                return new Seen(claimed.toString(), claimed.isAfter(now) ? now : claimed);
            }
            return before.renewal().equals(claimed.toString()) ? before : new Seen(claimed.toString(), now);
        });
        return Optional.of(last.at().plus(duration(lease)));
    }

    private static Duration duration(Lease lease) {
        Integer seconds = lease.getSpec().getLeaseDurationSeconds();
        return seconds == null ? DEFAULT_DURATION : Duration.ofSeconds(seconds);
    }
}
