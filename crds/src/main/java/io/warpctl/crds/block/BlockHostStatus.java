package io.warpctl.crds.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.core.report.Phase;
import io.warpctl.crds.plan.DrainingStatus;

/**
 * A container of the block on one host.
 *
 * @param host name of the WarpHost
 * @param container name of the container; empty while it waits for its image
 * @param release hash of its release
 * @param version its version
 * @param configVersion its config version
 * @param phase where it is
 * @param since since when, RFC 3339
 * @param message what it waits for, or what is wrong
 * @param draining what its drain waits for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BlockHostStatus(
        @Required String host,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) String container,
        String release,
        String version,
        String configVersion,
        @Required Phase phase,
        String since,
        String message,
        DrainingStatus draining) {}
