package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** One requirement of a label selector: a key, an operator and the values it speaks of. */
record LabelRequirement(String key, Operator operator, Set<String> values) {

    enum Operator {
        EXISTS,
        ABSENT,
        IN,
        NOT_IN,
        GREATER,
        LESS
    }

    LabelRequirement {
        values = Set.copyOf(values);
    }

    boolean matches(JsonNode labels) {
        JsonNode label = labels.path(key);
        boolean present = label.isTextual();
        return switch (operator) {
            case EXISTS -> present;
            case ABSENT -> !present;
            case IN -> present && values.contains(label.textValue());
            case NOT_IN -> !present || !values.contains(label.textValue());
            case GREATER -> present && compares(label.textValue(), 1);
            case LESS -> present && compares(label.textValue(), -1);
        };
    }

    private boolean compares(String text, int sign) {
        try {
            long bound = Long.parseLong(values.iterator().next());
            return Long.compare(Long.parseLong(text), bound) == sign;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
