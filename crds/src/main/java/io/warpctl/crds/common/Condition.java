package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.warpctl.crds.schema.Patterns;

/**
 * A Kubernetes condition.
 *
 * @param type what is said, such as {@code Ready}
 * @param status whether it holds
 * @param reason one CamelCase word
 * @param message one sentence: what is awaited, since when, what would unblock it
 * @param lastTransitionTime when the status last changed, RFC 3339
 * @param observedGeneration the generation this was said of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @Required @Size(max = 316) @Pattern(Patterns.CONDITION_TYPE)
        String type,

        @Required Status status,

        @Required @Size(min = 1, max = 1024) @Pattern(Patterns.REASON)
        String reason,

        @Required @Size(max = 32768) String message,
        @Required String lastTransitionTime,
        Long observedGeneration) {

    /** Whether a condition holds. */
    public enum Status {
        True,
        False,
        Unknown
    }

    /** Whether the condition is known to hold. */
    public boolean holds() {
        return status == Status.True;
    }
}
