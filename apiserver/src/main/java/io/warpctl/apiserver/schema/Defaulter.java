package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Fills in a schema's defaults, and drops nulls where the schema has neither null nor a default. */
final class Defaulter {

    private Defaulter() {}

    /** Changes {@code value} in place. */
    static void apply(JsonNode value, Schema schema) {
        dropNulls(value, schema);
        fill(value, schema);
    }

    private static void dropNulls(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> i = object.properties().iterator(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> member = i.next();
                Optional<Schema> known = schema.member(member.getKey());
                if (known.isPresent()
                        && refusesNull(member.getValue(), known.get())
                        && known.get().fallback().isEmpty()) {
                    i.remove();
                } else {
                    known.ifPresent(s -> dropNulls(member.getValue(), s));
                }
            }
        } else if (value.isArray() && schema.items().isPresent()) {
            value.forEach(item -> dropNulls(item, schema.items().get()));
        }
    }

    private static void fill(JsonNode value, Schema schema) {
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, property) -> {
                if (property.fallback().isPresent() && (!object.has(name) || refusesNull(object.get(name), property))) {
                    object.set(name, property.fallback().get().deepCopy());
                }
            });
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                schema.member(member.getKey()).ifPresent(known -> {
                    if (known.fallback().isPresent() && refusesNull(member.getValue(), known)) {
                        member.setValue(known.fallback().get().deepCopy());
                    }
                    fill(member.getValue(), known);
                });
            }
        } else if (value instanceof ArrayNode array && schema.items().isPresent()) {
            Schema items = schema.items().get();
            for (int i = 0; i < array.size(); i++) {
                if (items.fallback().isPresent() && refusesNull(array.get(i), items)) {
                    array.set(i, items.fallback().get().deepCopy());
                }
                fill(array.get(i), items);
            }
        }
    }

    private static boolean refusesNull(JsonNode value, Schema schema) {
        return value.isNull() && !schema.nullable();
    }
}
