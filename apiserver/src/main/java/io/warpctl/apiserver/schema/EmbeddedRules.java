package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.NameRule;
import io.warpctl.apiserver.object.Names;
import io.warpctl.apiserver.object.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Objects embedded in a custom resource are whole objects: they have an apiVersion, a kind and valid metadata. */
final class EmbeddedRules {

    private EmbeddedRules() {}

    /** What is wrong with the objects embedded in {@code object}, itself not counted. */
    static List<Cause> validate(Schema schema, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        members(causes, schema, object, "", true);
        return causes;
    }

    private static void value(List<Cause> causes, Schema schema, JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            if (schema.embedded()) {
                embedded(causes, object, path);
            }
            members(causes, schema, object, path, schema.embedded());
        } else if (value.isArray() && schema.items().isPresent()) {
            for (int i = 0; i < value.size(); i++) {
                value(causes, schema.items().get(), value.get(i), path + "[" + i + "]");
            }
        }
    }

    private static void members(List<Cause> causes, Schema schema, ObjectNode object, String path, boolean whole) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (!whole || !Pruner.OBJECT_FIELDS.contains(name)) {
                schema.member(name)
                        .ifPresent(s -> value(causes, s, member.getValue(), ValueValidator.below(path, name)));
            }
        }
    }

    private static void embedded(List<Cause> causes, ObjectNode object, String path) {
        text(causes, object, path, "apiVersion");
        if (text(causes, object, path, "kind")) {
            String kind = object.path("kind").asText();
            List<String> faults = Names.label1035(kind.toLowerCase(Locale.ROOT));
            if (!faults.isEmpty()) {
                causes.add(Cause.invalid(
                        path + ".kind",
                        kind,
                        "may have mixed case, but should otherwise match: " + String.join(",", faults)));
            }
        }
        if (object.has("metadata")) {
            metadata(causes, object, path);
        }
    }

    private static boolean text(List<Cause> causes, ObjectNode object, String path, String field) {
        String at = path + "." + field;
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            causes.add(Cause.required(at, "must not be empty"));
        } else if (!value.isTextual()) {
            causes.add(Cause.invalid(at, value, "must be a string"));
        } else if (value.textValue().isEmpty()) {
            causes.add(Cause.invalid(at, value, "must not be empty"));
        } else {
            return true;
        }
        return false;
    }

    private static void metadata(List<Cause> causes, ObjectNode object, String path) {
        ObjectNode copy = object.deepCopy();
        try {
            ObjectMeta.coerceAt(copy, path + ".metadata");
        } catch (IllegalArgumentException e) {
            causes.add(Cause.invalid(path + ".metadata", object.get("metadata"), e.getMessage()));
            return;
        }
        ObjectNode metadata = copy.withObjectProperty("metadata");
        if (metadata.path("name").asText("").isEmpty()) {
            // Embedded objects are templates more often than not: they need no name.
            metadata.put("name", "fakename");
        }
        boolean namespaced = metadata.hasNonNull("namespace");
        ObjectMeta.validate(copy, namespaced, NameRule.SUBDOMAIN).forEach(cause -> causes.add(cause.under(path)));
    }
}
