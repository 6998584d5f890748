package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one value of a type merges: as a whole, by members, or by items. */
public sealed interface Shape {

    /** The shape of scalars: replaced as a whole. */
    Shape SCALAR = new Scalar();
    /** The shape of values without a schema: maps by key, lists and scalars as a whole. */
    Shape FREE = new Free();

    /** A number, text or boolean. */
    record Scalar() implements Shape {}

    /** A value whose shape is that of what it holds. */
    record Free() implements Shape {}

    /**
     * A map of named fields, of free keys, or of both.
     *
     * @param fields the declared fields
     * @param others the shape of all other keys; empty if there may be none
     * @param atomic whether it is replaced as a whole
     */
    record Fields(Map<String, Shape> fields, Optional<Shape> others, boolean atomic) implements Shape {
        public Fields {
            fields = Map.copyOf(fields);
        }

        /** The shape of one member, if there may be one of this name. */
        public Optional<Shape> field(String name) {
            Shape declared = fields.get(name);
            return declared == null ? others : Optional.of(declared);
        }
    }

    /** How the items of a list are told apart. */
    enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    /**
     * A list.
     *
     * @param keys the fields that identify an item of a {@link ListType#MAP}, or by which at least strategic merges tell
     *     the items of a {@link ListType#ATOMIC} apart
     * @param keyDefaults values of absent keys
     */
    record Items(Shape item, ListType type, List<String> keys, Map<String, JsonNode> keyDefaults) implements Shape {
        public Items {
            keys = List.copyOf(keys);
            keyDefaults = Map.copyOf(keyDefaults);
        }
    }

    /** A list that is replaced as a whole. */
    static Shape atomicList() {
        return new Items(FREE, ListType.ATOMIC, List.of(), Map.of());
    }

    /** A list of distinct scalars. */
    static Shape set() {
        return new Items(SCALAR, ListType.SET, List.of(), Map.of());
    }

    /** A list of objects identified by {@code keys}. */
    static Shape listMap(Shape item, String... keys) {
        return new Items(item, ListType.MAP, List.of(keys), Map.of());
    }

    /** An object of exactly these fields. */
    static Shape fields(Map<String, Shape> fields) {
        return new Fields(fields, Optional.empty(), false);
    }

    /** A map from any key to {@code value}. */
    static Shape map(Shape value) {
        return new Fields(Map.of(), Optional.of(value), false);
    }

    /** An object that is replaced as a whole. */
    static Shape atomicMap() {
        return new Fields(Map.of(), Optional.of(FREE), true);
    }
}
