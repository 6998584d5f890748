package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.warpctl.core.report.Phase;

/**
 * One container of a block; see {@link io.warpctl.core.report.ContainerReport}.
 *
 * @param container its name; empty while it waits for its image
 * @param release hash of its release
 * @param version version of the release
 * @param configVersion config version of the release
 * @param phase where it is
 * @param since since when, RFC 3339
 * @param message what it waits for, or what is wrong
 * @param draining what its drain waits for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerStatus(
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) String container,
        String release,
        String version,
        String configVersion,
        @Required Phase phase,
        @Required String since,
        String message,
        DrainingStatus draining) {}
