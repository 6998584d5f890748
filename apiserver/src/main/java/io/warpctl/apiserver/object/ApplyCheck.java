package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether an applied object can be merged: only declared fields, no item of a list twice, no item without keys. */
final class ApplyCheck {
    private final List<String> faults = new ArrayList<>();

    private ApplyCheck() {}

    /** @throws ApiError 400 with Kubernetes' text */
    static void check(ObjectNode applied, TypeSchema schema) {
        ApplyCheck check = new ApplyCheck();
        check.value(schema.root(), applied, "");
        if (!check.faults.isEmpty()) {
            JsonNode metadata = applied.path("metadata");
            String faults =
                    check.faults.size() == 1 ? check.faults.get(0) : "errors:\n  " + String.join("\n  ", check.faults);
            throw ApiError.badRequest("failed to create typed patch object ("
                    + metadata.path("namespace").asText("") + "/"
                    + metadata.path("name").asText("") + "; "
                    + applied.path("apiVersion").asText("") + ", Kind="
                    + applied.path("kind").asText("") + "): " + faults);
        }
    }

    private void value(Shape shape, JsonNode value, String path) {
        if (shape instanceof Fields fields) {
            if (value.isObject()) {
                members(fields, value, path);
            } else if (!value.isNull()) {
                faults.add(path + ": expected map, got " + GoJson.compact(value));
            }
        } else if (shape instanceof Items items) {
            if (value.isArray()) {
                items(items, value, path);
            } else if (!value.isNull()) {
                faults.add(path + ": expected list, got " + GoJson.compact(value));
            }
        }
    }

    private void members(Fields fields, JsonNode value, String path) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String at = path + "." + member.getKey();
            Optional<Shape> shape = fields.field(member.getKey());
            if (shape.isEmpty()) {
                faults.add(at + ": field not declared in schema");
            } else {
                value(shape.get(), member.getValue(), at);
            }
        }
    }

    private void items(Items list, JsonNode value, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String at = path + "[" + i + "]";
            if (list.type() != ListType.ATOMIC) {
                try {
                    String element = FieldElement.item(list, value.get(i), i);
                    at = path + FieldElement.shown(element);
                    if (!seen.add(element)) {
                        faults.add(path + ": duplicate entries for key " + FieldElement.shown(element));
                    }
                } catch (IllegalArgumentException withoutKeys) {
                    faults.add(path + ": " + withoutKeys.getMessage());
                }
            }
            value(list.item(), value.get(i), at);
        }
    }
}
