package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drops the fields a schema does not know. */
final class Pruner {
    static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> dropped = new ArrayList<>();

    private Pruner() {}

    /** Changes a whole object in place. @return the paths of what was dropped */
    static List<String> prune(ObjectNode object, Schema schema) {
        Pruner pruner = new Pruner();
        pruner.members(object, schema, "", true);
        return pruner.dropped;
    }

    private void value(JsonNode value, Schema schema, String path) {
        if (value instanceof ObjectNode object) {
            members(object, schema, path, schema.embedded());
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                String at = path + "[" + i + "]";
                JsonNode item = value.get(i);
                if (schema.items().isPresent()) {
                    value(item, schema.items().get(), at);
                } else if (!schema.preserveUnknown()) {
                    clear(item, at);
                }
            }
        }
    }

    private void members(ObjectNode object, Schema schema, String path, boolean whole) {
        for (Iterator<Map.Entry<String, JsonNode>> i = object.properties().iterator(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> member = i.next();
            String name = member.getKey();
            if (whole && OBJECT_FIELDS.contains(name)) {
                continue;
            }
            String at = path.isEmpty() ? name : path + "." + name;
            Optional<Schema> known = schema.member(name);
            if (known.isPresent()) {
                value(member.getValue(), known.get(), at);
            } else if (!schema.preserveUnknown()) {
                i.remove();
                dropped.add(at);
            }
        }
    }

    /** Below a list without a schema for its items nothing is known. */
    private void clear(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> dropped.add(path + "." + name));
            object.removeAll();
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                clear(value.get(i), path + "[" + i + "]");
            }
        }
    }
}
