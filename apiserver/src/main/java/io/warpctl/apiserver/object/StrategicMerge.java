package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.Map;

/** Kubernetes' strategic merge of objects; lists are merged by {@link StrategicLists}. */
final class StrategicMerge {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_SCALARS = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMerge() {}

    /** A new object. @throws IllegalArgumentException for directives that make no sense */
    static ObjectNode merge(Shape shape, JsonNode original, ObjectNode patch) {
        ObjectNode changes = patch.deepCopy();
        ObjectNode out = original.isObject() ? original.deepCopy() : JsonNodeFactory.instance.objectNode();
        String directive = changes.path(DIRECTIVE).asText("");
        changes.remove(DIRECTIVE);
        switch (directive) {
            case "replace" -> {
                return changes;
            }
            case "delete" -> {
                return JsonNodeFactory.instance.objectNode();
            }
            case "", "merge" -> {}
            default -> throw new IllegalArgumentException("Unknown patch type '" + directive + "' found");
        }
        retain(out, changes);
        deleteScalars(out, changes);
        order(shape, out, changes);
        for (Map.Entry<String, JsonNode> member : changes.properties()) {
            String name = member.getKey();
            if (!name.startsWith(ORDER)) {
                JsonNode order = changes.path(ORDER + name);
                member(FieldElement.shapeAt(shape, FieldElement.field(name)), out, name, member.getValue(), order);
            }
        }
        return out;
    }

    private static void member(Shape shape, ObjectNode out, String name, JsonNode change, JsonNode order) {
        if (change.isNull()) {
            out.remove(name);
        } else if (change instanceof ObjectNode object && isMerged(shape)) {
            out.set(name, merge(shape, out.path(name), object));
        } else if (change instanceof ArrayNode list && shape instanceof Items items && isIdentified(items)) {
            out.set(name, StrategicLists.merge(items, out.path(name), list, order));
        } else {
            out.set(name, withoutDirectives(change));
        }
    }

    /** Structs are merged even where ownership takes them as wholes. */
    private static boolean isMerged(Shape shape) {
        return shape instanceof Fields || shape instanceof Shape.Free;
    }

    static boolean isIdentified(Items items) {
        return items.type() == ListType.SET || !items.keys().isEmpty();
    }

    private static void retain(ObjectNode out, ObjectNode changes) {
        JsonNode retained = changes.path(RETAIN);
        changes.remove(RETAIN);
        if (retained.isArray()) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            retained.forEach(name -> {
                if (out.has(name.asText())) {
                    kept.set(name.asText(), out.get(name.asText()));
                }
            });
            out.removeAll();
            out.setAll(kept);
        }
    }

    private static void deleteScalars(ObjectNode out, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> member : changes.deepCopy().properties()) {
            if (member.getKey().startsWith(DELETE_SCALARS)) {
                changes.remove(member.getKey());
                String name = member.getKey().substring(DELETE_SCALARS.length());
                ArrayNode left = JsonNodeFactory.instance.arrayNode();
                out.path(name).forEach(item -> {
                    if (!contains(member.getValue(), item)) {
                        left.add(item);
                    }
                });
                if (out.has(name)) {
                    out.set(name, left);
                }
            }
        }
    }

    /** An order alone, without changes to the list it speaks of, reorders it. */
    private static void order(Shape shape, ObjectNode out, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> member : changes.deepCopy().properties()) {
            String name = member.getKey();
            if (name.startsWith(ORDER) && !changes.has(name.substring(ORDER.length()))) {
                String list = name.substring(ORDER.length());
                if (out.has(list)
                        && FieldElement.shapeAt(shape, FieldElement.field(list)) instanceof Items items
                        && isIdentified(items)) {
                    ArrayNode nothing = JsonNodeFactory.instance.arrayNode();
                    out.set(list, StrategicLists.merge(items, out.path(list), nothing, member.getValue()));
                }
                changes.remove(name);
            }
        }
    }

    static boolean contains(JsonNode list, JsonNode item) {
        for (JsonNode candidate : list) {
            if (JsonEquality.equal(candidate, item)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode withoutDirectives(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ArrayNode list) {
            list.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    object.remove(DIRECTIVE);
                }
            });
        } else if (copy instanceof ObjectNode object) {
            object.remove(DIRECTIVE);
        }
        return copy;
    }
}
