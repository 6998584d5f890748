package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.core.report.Fault;
import java.util.List;

/**
 * Why a release cannot serve in a block; see {@link Fault}.
 *
 * @param kind who is to blame
 * @param reason one CamelCase word
 * @param message what was seen, and the fix where there is one
 * @param release hash of the release
 * @param at when it was first seen, RFC 3339
 * @param logTail last lines of the container's log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FaultStatus(
        @Required Fault.Kind kind,
        @Required String reason,
        String message,
        String release,
        @Required String at,
        List<String> logTail) {
    public FaultStatus {
        logTail = logTail == null ? List.of() : List.copyOf(logTail);
    }
}
