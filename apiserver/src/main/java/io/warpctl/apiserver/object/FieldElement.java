package io.warpctl.apiserver.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Shape.Fields;
import io.warpctl.apiserver.object.Shape.Items;
import io.warpctl.apiserver.object.Shape.ListType;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** One element of a field path, in the spelling of managedFields. */
final class FieldElement {
    static final String FIELD = "f:";
    private static final String KEYS = "k:";
    private static final String VALUE = "v:";
    private static final String INDEX = "i:";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FieldElement() {}

    static String field(String name) {
        return FIELD + name;
    }

    /**
     * What identifies an item of a set or a list map.
     *
     * @throws IllegalArgumentException if it lacks one of its keys
     */
    static String item(Items list, JsonNode item, int index) {
        if (list.type() == ListType.SET) {
            return VALUE + json(item);
        }
        Map<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.keys()) {
            JsonNode value = item.has(key) ? item.get(key) : list.keyDefaults().get(key);
            if (value != null) {
                keys.put(key, value);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "element " + index + ": associative list with keys has an element that omits key field "
                            + GoJson.quote(list.keys().get(0)) + " (and doesn't have default value)");
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        keys.forEach(sorted::set);
        return KEYS + json(sorted);
    }

    /** The same element with its JSON in the one spelling used here. @throws IllegalArgumentException if it is none */
    static String canonical(String element) {
        if (element.startsWith(FIELD) || element.startsWith(INDEX)) {
            return element;
        }
        if (element.startsWith(VALUE)) {
            return VALUE + json(read(element.substring(2)));
        }
        if (element.startsWith(KEYS)) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            members(read(element.substring(2))).forEach(sorted::set);
            return KEYS + json(sorted);
        }
        throw new IllegalArgumentException("unknown path element " + element);
    }

    /** The shape of what an element leads to. */
    static Shape shapeAt(Shape shape, String element) {
        if (shape instanceof Fields fields && element.startsWith(FIELD)) {
            return fields.field(element.substring(2)).orElse(Shape.FREE);
        }
        return shape instanceof Items items ? items.item() : Shape.FREE;
    }

    /** The element as messages show it: {@code .name}, {@code [key="a"]}, {@code [="a"]} or {@code [0]}. */
    static String shown(String element) {
        String rest = element.substring(2);
        return switch (element.substring(0, 2)) {
            case FIELD -> "." + rest;
            case VALUE -> "[=" + rest + "]";
            case KEYS -> {
                StringJoiner keys = new StringJoiner(",", "[", "]");
                members(read(rest)).forEach((key, value) -> keys.add(key + "=" + json(value)));
                yield keys.toString();
            }
            default -> "[" + rest + "]";
        };
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static String json(JsonNode value) {
        return value.isNumber() && !GoJson.isInt64(value) ? GoJson.compact(value) : value.toString();
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }
}
