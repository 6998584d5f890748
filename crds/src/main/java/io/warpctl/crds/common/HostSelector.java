package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/**
 * Chooses WarpHosts by their labels, as Kubernetes' label selectors do; an empty one chooses all.
 *
 * @param matchLabels labels a host must have
 * @param matchExpressions further requirements; all must be met
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HostSelector(
        Map<String, String> matchLabels, @Size(max = 32) List<MatchExpression> matchExpressions) {
    /** Chooses every host. */
    public static final HostSelector ALL = new HostSelector(Map.of(), List.of());

    public HostSelector {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }

    /** Whether a host with the given labels is chosen. */
    public boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(expression -> expression.matches(labels));
    }
}
