package io.warpctl.node.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the fields of one object of a plan file; each error names the file, the field's path and the fix. */
final class Fields {
    /** Reads one element. */
    interface Reader<T> {
        T read(Fields fields) throws PlanFileException;
    }

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    private Fields(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static Fields root(String file, JsonNode node) throws PlanFileException {
        Fields fields = new Fields(file, "", node);
        if (!node.isObject()) {
            throw new PlanFileException(file + ": must be an object with fields such as releases and services");
        }
        return fields;
    }

    /** Where this object is, for messages. */
    String path() {
        return path;
    }

    boolean has(String name) {
        return !get(name).isMissingNode();
    }

    String text(String name) throws PlanFileException {
        Optional<String> text = optionalText(name);
        if (text.isEmpty() || text.get().isEmpty()) {
            throw wrong(name, "is missing; add it");
        }
        return text.get();
    }

    String text(String name, String otherwise) throws PlanFileException {
        return optionalText(name).orElse(otherwise);
    }

    Optional<String> optionalText(String name) throws PlanFileException {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        } else if (!value.isValueNode()) {
            throw wrong(name, "must be text");
        } else if (value.isFloatingPointNumber()) {
            // 1.10 would silently become 1.1.
            throw wrong(name, "is the number " + value + "; put it in quotes");
        }
        return Optional.of(value.asText());
    }

    long number(String name, long otherwise, long least, long most) throws PlanFileException {
        JsonNode value = get(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            String range = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
            throw wrong(name, "is " + value + ", and must be a whole number " + range);
        }
        return value.asLong();
    }

    int integer(String name, int otherwise, int least, int most) throws PlanFileException {
        return (int) number(name, otherwise, least, most);
    }

    int integer(String name, int least, int most) throws PlanFileException {
        if (!has(name)) {
            throw wrong(name, "is missing; add it");
        }
        return integer(name, least, least, most);
    }

    boolean flag(String name) throws PlanFileException {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(name, "is " + value + ", and must be true or false");
        }
        return value.asBoolean(false);
    }

    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) throws PlanFileException {
        String text = text(name, otherwise.name());
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "is " + text + ", and must be one of " + List.of(type.getEnumConstants()));
    }

    List<String> texts(String name) throws PlanFileException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isValueNode() || element.isNull()) {
                throw wrong(name + "[" + texts.size() + "]", "must be text");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    Map<String, String> textMap(String name) throws PlanFileException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(name).properties()) {
            if (!entry.getValue().isValueNode()) {
                throw wrong(name + "." + entry.getKey(), "must be text");
            }
            texts.put(entry.getKey(), entry.getValue().asText(""));
        }
        return texts;
    }

    <T> List<T> list(String name, Reader<T> reader) throws PlanFileException {
        List<T> list = new ArrayList<>();
        for (JsonNode element : array(name)) {
            list.add(read(name + "[" + list.size() + "]", element, reader));
        }
        return list;
    }

    <T> Map<String, T> map(String name, Reader<T> reader) throws PlanFileException {
        Map<String, T> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(name).properties()) {
            map.put(entry.getKey(), read(name + "." + entry.getKey(), entry.getValue(), reader));
        }
        return map;
    }

    /** The object under {@code name}, read; {@code otherwise} when there is none. */
    <T> T nested(String name, T otherwise, Reader<T> reader) throws PlanFileException {
        JsonNode value = get(name);
        return value.isMissingNode() ? otherwise : read(name, value, reader);
    }

    /** Whether the value is a text rather than an object. */
    boolean isText(String name) {
        return get(name).isTextual();
    }

    PlanFileException wrong(String name, String what) {
        return new PlanFileException(file + ": " + (path.isEmpty() ? name : path + "." + name) + " " + what);
    }

    /** Refuses whatever was not asked for: a misspelt field must not be passed over in silence. */
    private void finish() throws PlanFileException {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!asked.contains(entry.getKey())) {
                throw wrong(entry.getKey(), "is not known; the fields here are " + new TreeSet<>(asked));
            }
        }
    }

    <T> T whole(Reader<T> reader) throws PlanFileException {
        T result = reader.read(this);
        finish();
        return result;
    }

    private <T> T read(String name, JsonNode value, Reader<T> reader) throws PlanFileException {
        if (!value.isObject()) {
            throw wrong(name, "must be an object");
        }
        return new Fields(file, path.isEmpty() ? name : path + "." + name, value).whole(reader);
    }

    private JsonNode array(String name) throws PlanFileException {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(name, "must be a list");
        }
        return value;
    }

    private JsonNode object(String name) throws PlanFileException {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(name, "must be an object");
        }
        return value;
    }

    private JsonNode get(String name) {
        asked.add(name);
        JsonNode value = node.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
