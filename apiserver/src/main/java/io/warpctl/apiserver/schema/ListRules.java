package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists declared as sets or maps hold no item twice. */
final class ListRules {

    private ListRules() {}

    static List<Cause> validate(Schema schema, JsonNode object) {
        List<Cause> causes = new ArrayList<>();
        value(causes, schema, object, "");
        return causes;
    }

    private static void value(List<Cause> causes, Schema schema, JsonNode value, String path) {
        if (value.isArray()) {
            if (schema.listType().equals("set")) {
                duplicates(causes, schema, value, path, false);
            } else if (schema.listType().equals("map")) {
                duplicates(causes, schema, value, path, true);
            }
            schema.items().ifPresent(items -> {
                for (int i = 0; i < value.size(); i++) {
                    value(causes, items, value.get(i), path + "[" + i + "]");
                }
            });
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                schema.member(member.getKey())
                        .ifPresent(
                                s -> value(causes, s, member.getValue(), ValueValidator.below(path, member.getKey())));
            }
        }
    }

    private static void duplicates(List<Cause> causes, Schema schema, JsonNode list, String path, boolean byKeys) {
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode identity = list.get(i);
            if (byKeys) {
                if (!identity.isObject()) {
                    continue;
                }
                ObjectNode keys = Values.keys(schema, identity);
                Schema items = schema.items().orElse(schema);
                for (String key : schema.listKeys()) {
                    Schema property = items.properties().get(key);
                    if (!keys.has(key) && property != null) {
                        property.fallback().ifPresent(value -> keys.set(key, value));
                    }
                }
                identity = keys;
            }
            if (!seen.add(identity)) {
                causes.add(Cause.duplicate(path + "[" + i + "]", identity));
            }
        }
    }
}
