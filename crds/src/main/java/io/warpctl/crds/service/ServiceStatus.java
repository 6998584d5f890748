package io.warpctl.crds.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What became of a service.
 *
 * @param observedGeneration generation of the spec this was said of
 * @param templateHash hash of what the spec asks for, the one {@code pinnedRelease} refers to
 * @param stableRelease the last release verified on all blocks
 * @param targetRelease the release being brought out, or that runs
 * @param step what is being done, in a few words
 * @param blocks how many blocks run what they should, such as {@code 3/5}
 * @param traffic share of the requests by version, as measured
 * @param trafficSummary the same for {@code kubectl get}
 * @param quarantined releases that were at fault and are not tried again
 * @param decision what was decided, in full, so that any operator can go on from here
 * @param conditions Available, Ready, Progressing; Reconciling or Stalled while true
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceStatus(
        @Default("-1") Long observedGeneration,
        String templateHash,
        ReleaseRef stableRelease,
        ReleaseRef targetRelease,
        String step,
        String blocks,
        @ListMap("version") List<TrafficShareStatus> traffic,
        String trafficSummary,
        @ListMap("releaseHash") List<QuarantineStatus> quarantined,
        DecisionStatus decision,
        @ListMap("type") List<Condition> conditions) {
    /** Before the operator looked. */
    public static final ServiceStatus EMPTY =
            new ServiceStatus(-1L, null, null, null, null, null, null, null, null, null, null);

    public ServiceStatus {
        observedGeneration = observedGeneration == null ? -1L : observedGeneration;
        traffic = traffic == null ? List.of() : List.copyOf(traffic);
        quarantined = quarantined == null ? List.of() : List.copyOf(quarantined);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
