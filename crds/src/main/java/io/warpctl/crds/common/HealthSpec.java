package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.crds.schema.Patterns;

/**
 * When a container counts as ready, and when as lost.
 *
 * @param mode Status: GET path answers 2xx JSON with version and status. HTTP: 2xx. TCP: a connection is accepted. None: it runs
 * @param path the path asked in the modes Status and HTTP
 * @param intervalSeconds time between two probes
 * @param timeoutSeconds longest wait for one answer
 * @param startupSeconds longest time from start to the first success; then the release is at fault
 * @param minReadySeconds how long a container must stay healthy before it is put behind the balancers
 * @param unhealthySeconds how long a serving container may fail before it is replaced
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthSpec(
        @Default("Status") HealthMode mode,

        @Default("/status") @Size(max = 1024) @Pattern(Patterns.PATH)
        String path,

        @Default("1") @Min(1) @Max(3600) Integer intervalSeconds,
        @Default("5") @Min(1) @Max(3600) Integer timeoutSeconds,
        @Default("120") @Min(1) @Max(86400) Integer startupSeconds,
        @Default("5") @Min(0) @Max(86400) Integer minReadySeconds,
        @Default("60") @Min(1) @Max(86400) Integer unhealthySeconds) {
    /** What the schema fills in. */
    public static final HealthSpec DEFAULT = new HealthSpec(null, null, null, null, null, null, null);

    public HealthSpec {
        mode = mode == null ? HealthMode.Status : mode;
        path = path == null ? "/status" : path;
        intervalSeconds = intervalSeconds == null ? 1 : intervalSeconds;
        timeoutSeconds = timeoutSeconds == null ? 5 : timeoutSeconds;
        startupSeconds = startupSeconds == null ? 120 : startupSeconds;
        minReadySeconds = minReadySeconds == null ? 5 : minReadySeconds;
        unhealthySeconds = unhealthySeconds == null ? 60 : unhealthySeconds;
    }
}
