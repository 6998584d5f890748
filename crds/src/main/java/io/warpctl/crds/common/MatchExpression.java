package io.warpctl.crds.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * One requirement of a selector.
 *
 * @param key the label
 * @param operator how it is compared
 * @param values what with; empty for Exists and DoesNotExist
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
        message = "In and NotIn need values, Exists and DoesNotExist take none")
public record MatchExpression(
        @Required @Size(min = 1, max = 317) String key,
        @Required Operator operator,
        @Size(max = 64) List<@Size(max = 63) String> values) {

    /** How a label is compared. */
    public enum Operator {
        In,
        NotIn,
        Exists,
        DoesNotExist
    }

    public MatchExpression {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** Whether a host with the given labels meets it. */
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case In -> value != null && values.contains(value);
            case NotIn -> value == null || !values.contains(value);
            case Exists -> value != null;
            case DoesNotExist -> value == null;
        };
    }
}
