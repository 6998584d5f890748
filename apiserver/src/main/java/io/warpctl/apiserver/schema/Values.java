package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.JsonEquality;
import java.util.Optional;

/** Which old value a new one replaces. */
final class Values {
    private Values() {}

    /** The old value of a member of an object. */
    static Optional<JsonNode> correlatedMember(Optional<JsonNode> old, String name) {
        return old.map(o -> o.path(name)).filter(o -> !o.isMissingNode());
    }

    /** The old item with the same keys, in a list whose items have keys. */
    static Optional<JsonNode> correlatedItem(Schema schema, Optional<JsonNode> old, JsonNode item) {
        if (!schema.listType().equals("map") || old.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode keys = keys(schema, item);
        for (JsonNode candidate : old.get()) {
            if (JsonEquality.equal(keys(schema, candidate), keys)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The keys of an item, without those it does not have. */
    static ObjectNode keys(Schema schema, JsonNode item) {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (String key : schema.listKeys()) {
            if (item.has(key)) {
                keys.set(key, item.get(key));
            }
        }
        return keys;
    }
}
