package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.List;
import java.util.Optional;

/** The validation rules of a schema, compiled. */
final class CelRules {
    private final boolean empty;

    private CelRules(boolean empty) {
        this.empty = empty;
    }

    static CelRules compile(Schema schema) {
        return new CelRules(!hasRules(schema));
    }

    private static boolean hasRules(Schema schema) {
        return !schema.rules().isEmpty()
                || schema.properties().values().stream().anyMatch(CelRules::hasRules)
                || schema.others().map(CelRules::hasRules).orElse(false)
                || schema.items().map(CelRules::hasRules).orElse(false);
    }

    boolean isEmpty() {
        return empty;
    }

    List<Cause> check(ObjectNode fresh, Optional<ObjectNode> old) {
        return List.of();
    }
}
