package io.warpctl.crds.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.schema.ListMap;
import java.util.List;

/**
 * What became of a release.
 *
 * @param observedGeneration generation of the spec this was said of
 * @param conditions Verified: it ran on all blocks; Quarantined: it was at fault
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReleaseStatus(
        @Default("-1") Long observedGeneration,
        @ListMap("type") List<Condition> conditions) {
    /** Before the operator looked. */
    public static final ReleaseStatus EMPTY = new ReleaseStatus(-1L, null);

    public ReleaseStatus {
        observedGeneration = observedGeneration == null ? -1L : observedGeneration;
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
