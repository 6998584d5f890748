package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges an applied object into the live one: what is applied wins, the rest stays. */
final class Merger {

    private Merger() {}

    /** A new value; neither argument is changed. A missing node stands for no value. */
    static JsonNode merge(Shape shape, JsonNode live, JsonNode applied) {
        if (applied.isMissingNode()) {
            return live.deepCopy();
        }
        if (live.isMissingNode()) {
            return applied.deepCopy();
        }
        if (shape instanceof Fields fields && !fields.atomic() && isMap(live) && isMap(applied)) {
            return members(fields, live, applied);
        }
        if (shape instanceof Shape.Free && isMap(live) && isMap(applied)) {
            return members((Fields) Shape.map(Shape.FREE), live, applied);
        }
        if (shape instanceof Items items && items.type() != ListType.ATOMIC && isList(live) && isList(applied)) {
            return live.isEmpty() && applied.isEmpty() ? applied.deepCopy() : new Lists(items, live, applied).merge();
        }
        return applied.deepCopy();
    }

    private static JsonNode members(Fields fields, JsonNode live, JsonNode applied) {
        if (live.isEmpty() && applied.isEmpty()) {
            return applied.deepCopy();
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : live.properties()) {
            String name = member.getKey();
            out.set(name, merge(shape(fields, name), member.getValue(), applied.path(name)));
        }
        for (Map.Entry<String, JsonNode> member : applied.properties()) {
            if (!live.has(member.getKey())) {
                out.set(member.getKey(), member.getValue().deepCopy());
            }
        }
        return out;
    }

    private static Shape shape(Fields fields, String name) {
        return fields.field(name).orElse(Shape.FREE);
    }

    private static boolean isMap(JsonNode value) {
        return value.isObject() || value.isNull();
    }

    private static boolean isList(JsonNode value) {
        return value.isArray() || value.isNull();
    }

    /** Merges two lists whose items have identities, keeping the order of both as far as they agree. */
    private static final class Lists {
        private final Items list;
        private final JsonNode live;
        private final List<String> left;
        private final List<String> right;
        private final Map<String, JsonNode> leftItems = new HashMap<>();
        private final Map<String, JsonNode> rightItems = new HashMap<>();
        private final Deque<String> shared = new ArrayDeque<>();
        private final Set<String> taken = new HashSet<>();
        private final ArrayNode out = JsonNodeFactory.instance.arrayNode();

        Lists(Items list, JsonNode live, JsonNode applied) {
            this.list = list;
            this.live = live;
            this.left = index(live, leftItems);
            this.right = index(applied, rightItems);
            right.stream().filter(leftItems::containsKey).forEach(shared::add);
        }

        ArrayNode merge() {
            int l = 0;
            int r = 0;
            while (l < left.size() || r < right.size()) {
                if (l < left.size() && r < right.size()) {
                    String element = left.get(l);
                    if (element.equals(right.get(r))) {
                        take(element);
                        shared.pollFirst();
                        l++;
                        r++;
                        continue;
                    }
                    boolean later = rightItems.containsKey(element)
                            && !shared.isEmpty()
                            && !shared.peekFirst().equals(element);
                    if (later) {
                        l++;
                        continue;
                    }
                }
                if (l < left.size()) {
                    String element = left.get(l);
                    if (!rightItems.containsKey(element)) {
                        out.add(live.get(l).deepCopy());
                        l++;
                        continue;
                    }
                    if (taken.contains(element)) {
                        l++;
                    }
                }
                if (r < right.size()) {
                    String element = right.get(r);
                    take(element);
                    r++;
                    if (element.equals(shared.peekFirst())) {
                        shared.pollFirst();
                    }
                }
            }
            return out;
        }

        private void take(String element) {
            taken.add(element);
            JsonNode before = leftItems.getOrDefault(element, MissingNode.getInstance());
            out.add(Merger.merge(list.item(), before, rightItems.get(element)));
        }

        private List<String> index(JsonNode values, Map<String, JsonNode> items) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                String element = FieldElement.item(list, values.get(i), i);
                elements.add(element);
                items.putIfAbsent(element, values.get(i));
            }
            return elements;
        }
    }
}
