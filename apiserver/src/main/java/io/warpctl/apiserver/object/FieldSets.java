package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The field set of an object: what a manager that applies it owns. */
final class FieldSets {
    private final FieldSet.Builder set = new FieldSet.Builder();
    private final List<String> path = new ArrayList<>();

    private FieldSets() {}

    static FieldSet of(Shape shape, JsonNode value) {
        FieldSets walker = new FieldSets();
        walker.walk(shape, value);
        return walker.set.build();
    }

    private void walk(Shape shape, JsonNode value) {
        if (shape instanceof Fields fields && !fields.atomic()) {
            members(fields, value);
        } else if (shape instanceof Shape.Free && value.isObject()) {
            members((Fields) Shape.map(Shape.FREE), value);
        } else if (shape instanceof Items items && items.type() != ListType.ATOMIC) {
            items(items, value);
        } else {
            set.add(path);
        }
    }

    private void members(Fields fields, JsonNode value) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            path.add(FieldElement.field(name));
            walk(fields.field(name).orElse(Shape.FREE), member.getValue());
            boolean blank = member.getValue().isNull()
                    || member.getValue().isObject() && member.getValue().isEmpty();
            if (blank || !fields.fields().containsKey(name)) {
                set.add(path);
            }
            path.remove(path.size() - 1);
        }
    }

    private void items(Items list, JsonNode value) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < value.size(); i++) {
            seen.merge(FieldElement.item(list, value.get(i), i), 1, Integer::sum);
        }
        for (int i = 0; i < value.size(); i++) {
            String element = FieldElement.item(list, value.get(i), i);
            path.add(element);
            set.add(path);
            if (seen.get(element) == 1) {
                walk(list.item(), value.get(i));
            }
            path.remove(path.size() - 1);
        }
    }
}
