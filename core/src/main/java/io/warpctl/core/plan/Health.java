package io.warpctl.core.plan;

import java.util.Objects;

/**
 * When a container counts as ready, and when as lost.
 *
 * @param mode what is asked of the container
 * @param path the path asked in the modes Status and HTTP
 * @param intervalSeconds time between two probes
 * @param timeoutSeconds longest wait for one answer
 * @param startupSeconds longest time from start to the first success; then the release is at fault
 * @param minReadySeconds how long a container must stay healthy before it may be staged
 * @param unhealthySeconds how long a serving container may fail before it is replaced
 */
public record Health(
        HealthMode mode,
        String path,
        int intervalSeconds,
        int timeoutSeconds,
        int startupSeconds,
        int minReadySeconds,
        int unhealthySeconds) {

    /** The defaults of the resource's schema. */
    public static final Health DEFAULT = new Health(HealthMode.Status, "/status", 1, 5, 120, 5, 60);

    public Health {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(path, "path");
    }
}
