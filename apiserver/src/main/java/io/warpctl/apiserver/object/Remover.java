package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.Map;

/** Takes fields out of an object. */
final class Remover {

    private Remover() {}

    /** A copy of an object without the fields of a set; what becomes empty by that goes as well. */
    static ObjectNode remove(Shape shape, JsonNode value, FieldSet fields) {
        JsonNode rest = rest(shape, value, fields);
        return rest instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode rest(Shape shape, JsonNode value, FieldSet remove) {
        if (remove.isEmpty()) {
            return value.deepCopy();
        }
        if (value.isObject() && (shape instanceof Shape.Free || shape instanceof Fields fields && !fields.atomic())) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String element = FieldElement.field(member.getKey());
                JsonNode kept = keep(shape, element, member.getValue(), remove);
                if (!kept.isMissingNode()) {
                    out.set(member.getKey(), kept);
                }
            }
            return out.isEmpty() && !value.isEmpty() ? MissingNode.getInstance() : out;
        }
        if (value.isArray() && shape instanceof Items items && items.type() != ListType.ATOMIC) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                JsonNode kept = keep(shape, FieldElement.item(items, value.get(i), i), value.get(i), remove);
                if (!kept.isMissingNode()) {
                    out.add(kept);
                }
            }
            return out.isEmpty() && !value.isEmpty() ? MissingNode.getInstance() : out;
        }
        return value.deepCopy();
    }

    private static JsonNode keep(Shape shape, String element, JsonNode value, FieldSet remove) {
        return remove.hasMember(element)
                ? MissingNode.getInstance()
                : rest(FieldElement.shapeAt(shape, element), value, remove.below(element));
    }
}
