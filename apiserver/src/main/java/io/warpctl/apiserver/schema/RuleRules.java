package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import java.util.List;

/** Whether the validation rules of a schema are well-formed and compile. */
final class RuleRules {

    private RuleRules() {}

    static List<Cause> validate(JsonNode schema, String path) {
        return List.of();
    }
}
