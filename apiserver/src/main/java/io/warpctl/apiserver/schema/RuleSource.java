package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A validation rule as the definition states it.
 *
 * @param optionalOldSelf whether the rule is also to be checked where there is no old value
 */
record RuleSource(
        String rule,
        String message,
        String messageExpression,
        Optional<String> reason,
        String fieldPath,
        Optional<Boolean> optionalOldSelf) {

    static RuleSource of(JsonNode rule) {
        return new RuleSource(
                rule.path("rule").asText(""),
                rule.path("message").asText(""),
                rule.path("messageExpression").asText(""),
                rule.hasNonNull("reason") ? Optional.of(rule.get("reason").asText()) : Optional.empty(),
                rule.path("fieldPath").asText(""),
                rule.hasNonNull("optionalOldSelf")
                        ? Optional.of(rule.get("optionalOldSelf").asBoolean())
                        : Optional.empty());
    }
}
