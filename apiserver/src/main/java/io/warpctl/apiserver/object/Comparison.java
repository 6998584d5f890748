package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Which fields differ between two versions of an object. */
record Comparison(FieldSet added, FieldSet removed, FieldSet modified) {

    /** Compares two objects field by field, as far as the shape tells fields apart. */
    static Comparison of(Shape shape, JsonNode before, JsonNode after) {
        Walker walker = new Walker();
        walker.compare(shape, before, after);
        return new Comparison(walker.added.build(), walker.removed.build(), walker.modified.build());
    }

    /** The same with each set filtered. */
    Comparison map(UnaryOperator<FieldSet> filter) {
        return new Comparison(filter.apply(added), filter.apply(removed), filter.apply(modified));
    }

    /** What is now there or has another value. */
    FieldSet changed() {
        return added.union(modified);
    }

    private static final class Walker {
        private final FieldSet.Builder added = new FieldSet.Builder();
        private final FieldSet.Builder removed = new FieldSet.Builder();
        private final FieldSet.Builder modified = new FieldSet.Builder();
        private final List<String> path = new ArrayList<>();

        void compare(Shape shape, JsonNode before, JsonNode after) {
            if (shape instanceof Fields fields && !fields.atomic() && hasMembers(before, after)) {
                members(fields, before, after);
            } else if (shape instanceof Shape.Free && hasMembers(before, after)) {
                members((Fields) Shape.map(Shape.FREE), before, after);
            } else if (shape instanceof Items items && items.type() != ListType.ATOMIC && hasItems(before, after)) {
                items(items, before, after);
            }
            whole(before, after, isDivided(shape, before, after));
        }

        /** Records the path itself: always if it came or went, and if its value changed unless its parts tell. */
        private void whole(JsonNode before, JsonNode after, boolean divided) {
            if (before.isMissingNode()) {
                added.add(path);
            } else if (after.isMissingNode()) {
                removed.add(path);
            } else if (!divided && !JsonEquality.equal(before, after)) {
                modified.add(path);
            }
        }

        private static boolean isDivided(Shape shape, JsonNode before, JsonNode after) {
            if (shape instanceof Items items) {
                return items.type() != ListType.ATOMIC && hasItems(before, after);
            }
            boolean granular = shape instanceof Shape.Free || shape instanceof Fields fields && !fields.atomic();
            return granular && hasMembers(before, after) && mapLike(before) && mapLike(after);
        }

        private void members(Fields fields, JsonNode before, JsonNode after) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                path.add(FieldElement.field(name));
                compare(fields.field(name).orElse(Shape.FREE), before.path(name), after.path(name));
                path.remove(path.size() - 1);
            }
        }

        private void items(Items list, JsonNode before, JsonNode after) {
            Map<String, List<JsonNode>> left = byElement(list, before);
            Map<String, List<JsonNode>> right = byElement(list, after);
            Set<String> elements = new LinkedHashSet<>(left.keySet());
            elements.addAll(right.keySet());
            for (String element : elements) {
                List<JsonNode> a = left.getOrDefault(element, List.of());
                List<JsonNode> b = right.getOrDefault(element, List.of());
                path.add(element);
                if (a.size() <= 1 && b.size() <= 1) {
                    compare(list.item(), first(a), first(b));
                } else if (a.isEmpty()) {
                    added.add(path);
                } else if (b.isEmpty()) {
                    removed.add(path);
                } else if (!a.equals(b)) {
                    modified.add(path);
                }
                path.remove(path.size() - 1);
            }
        }

        private static Map<String, List<JsonNode>> byElement(Items list, JsonNode value) {
            Map<String, List<JsonNode>> items = new LinkedHashMap<>();
            for (int i = 0; i < value.size(); i++) {
                items.computeIfAbsent(FieldElement.item(list, value.get(i), i), e -> new ArrayList<>())
                        .add(value.get(i));
            }
            return items;
        }

        private static JsonNode first(List<JsonNode> values) {
            return values.isEmpty() ? MissingNode.getInstance() : values.get(0);
        }

        /** Two empty maps are compared as wholes, so that an empty one and none are told apart. */
        private static boolean hasMembers(JsonNode a, JsonNode b) {
            return a.isObject() && !a.isEmpty() || b.isObject() && !b.isEmpty();
        }

        private static boolean hasItems(JsonNode a, JsonNode b) {
            return a.isArray() && !a.isEmpty() || b.isArray() && !b.isEmpty();
        }

        private static boolean mapLike(JsonNode value) {
            return value.isObject() || value.isNull() || value.isMissingNode();
        }
    }
}
