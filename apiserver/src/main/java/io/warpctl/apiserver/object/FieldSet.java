package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A set of field paths, as managedFields store them: the {@code FieldsV1} format.
 *
 * <p>A path is a list of elements: {@code f:name} for a field, {@code k:{"name":"a"}} for an item by its keys, {@code
 * v:"a"} for an item by its value, {@code i:0} for one by its index. A set can hold a path without the paths below it,
 * and the other way round. Sets are immutable.
 */
public final class FieldSet {
    /** The set of nothing. */
    public static final FieldSet EMPTY = new FieldSet(new TreeSet<>(), new TreeMap<>());

    private final TreeSet<String> members;
    private final TreeMap<String, FieldSet> children;

    /** Takes both over: nobody else may change them. */
    private FieldSet(TreeSet<String> members, TreeMap<String, FieldSet> children) {
        this.members = members;
        this.children = children;
        children.values().removeIf(FieldSet::isEmpty);
    }

    /** Reads {@code fieldsV1}. @throws IllegalArgumentException if it is not of that form */
    public static FieldSet parse(JsonNode fieldsV1) {
        if (!fieldsV1.isObject()) {
            throw new IllegalArgumentException("fieldsV1 is not an object");
        }
        TreeSet<String> members = new TreeSet<>();
        TreeMap<String, FieldSet> children = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : fieldsV1.properties()) {
            if (entry.getKey().equals(".")) {
                continue;
            }
            String element = FieldElement.canonical(entry.getKey());
            JsonNode below = entry.getValue();
            if (below.isEmpty() || below.has(".")) {
                members.add(element);
            }
            children.put(element, parse(below));
        }
        return new FieldSet(members, children);
    }

    /** The set of one path. */
    public static FieldSet of(String... elements) {
        return of(List.of(elements));
    }

    static FieldSet of(List<String> path) {
        if (path.size() == 1) {
            return new FieldSet(new TreeSet<>(path), new TreeMap<>());
        }
        TreeMap<String, FieldSet> below = new TreeMap<>();
        below.put(path.get(0), of(path.subList(1, path.size())));
        return new FieldSet(new TreeSet<>(), below);
    }

    /** Writes {@code fieldsV1}. */
    public ObjectNode print() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        Set<String> elements = new TreeSet<>(members);
        elements.addAll(children.keySet());
        for (String element : elements) {
            ObjectNode below = out.putObject(element);
            if (children.containsKey(element)) {
                if (members.contains(element)) {
                    below.putObject(".");
                }
                below.setAll(children.get(element).print());
            }
        }
        return out;
    }

    /** Whether the set holds no path. */
    public boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    /** Whether the set holds the path of this one element. */
    public boolean hasMember(String element) {
        return members.contains(element);
    }

    /** The paths below an element, without it. */
    public FieldSet below(String element) {
        return children.getOrDefault(element, EMPTY);
    }

    /** All paths of both. */
    public FieldSet union(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        TreeSet<String> all = new TreeSet<>(members);
        all.addAll(other.members);
        TreeMap<String, FieldSet> below = new TreeMap<>(children);
        other.children.forEach((element, set) -> below.merge(element, set, FieldSet::union));
        return new FieldSet(all, below);
    }

    /** The paths that are in both. */
    public FieldSet intersection(FieldSet other) {
        TreeSet<String> both = new TreeSet<>(members);
        both.retainAll(other.members);
        TreeMap<String, FieldSet> below = new TreeMap<>();
        children.forEach((element, set) -> below.put(element, set.intersection(other.below(element))));
        return new FieldSet(both, below);
    }

    /** The paths that are not in {@code other}; those below a path of {@code other} stay. */
    public FieldSet difference(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        TreeSet<String> rest = new TreeSet<>(members);
        rest.removeAll(other.members);
        TreeMap<String, FieldSet> below = new TreeMap<>();
        children.forEach((element, set) -> below.put(element, set.difference(other.below(element))));
        return new FieldSet(rest, below);
    }

    /** The paths whose first element is accepted. */
    FieldSet filter(Predicate<String> first) {
        TreeSet<String> kept = new TreeSet<>(members);
        kept.removeIf(first.negate());
        TreeMap<String, FieldSet> below = new TreeMap<>(children);
        below.keySet().removeIf(first.negate());
        return new FieldSet(kept, below);
    }

    /** The same set with every declared field that has paths below it as a path of its own. */
    FieldSet withNamedFields(Shape shape) {
        TreeSet<String> all = new TreeSet<>(members);
        TreeMap<String, FieldSet> below = new TreeMap<>();
        children.forEach((element, set) -> {
            Shape at = FieldElement.shapeAt(shape, element);
            below.put(element, set.withNamedFields(at));
            if (shape instanceof Shape.Fields fields
                    && element.startsWith(FieldElement.FIELD)
                    && fields.fields().containsKey(element.substring(2))) {
                all.add(element);
            }
        });
        return new FieldSet(all, below);
    }

    /** The paths as messages show them, for example {@code .spec.parts[name="a"].count}, in order. */
    public List<String> leaves() {
        List<String> paths = new ArrayList<>();
        collect(paths, "");
        return paths;
    }

    private void collect(List<String> paths, String prefix) {
        members.forEach(element -> paths.add(prefix + FieldElement.shown(element)));
        children.forEach((element, set) -> set.collect(paths, prefix + FieldElement.shown(element)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && members.equals(set.members) && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return 31 * members.hashCode() + children.hashCode();
    }

    @Override
    public String toString() {
        return leaves().toString();
    }

    /** Collects paths while a value is walked. */
    static final class Builder {
        private final TreeSet<String> members = new TreeSet<>();
        private final Map<String, Builder> children = new TreeMap<>();

        void add(List<String> path) {
            if (!path.isEmpty()) {
                Builder at = this;
                for (String element : path.subList(0, path.size() - 1)) {
                    at = at.children.computeIfAbsent(element, e -> new Builder());
                }
                at.members.add(path.get(path.size() - 1));
            }
        }

        FieldSet build() {
            TreeMap<String, FieldSet> built = new TreeMap<>();
            children.forEach((element, builder) -> built.put(element, builder.build()));
            return new FieldSet(new TreeSet<>(members), built);
        }
    }
}
