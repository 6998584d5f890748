package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The JSON form of a built-in type: which fields it has and what they hold. Faults read as Go's decoder words them. */
sealed interface Form {

    Form STRING = new Leaf("string");
    Form BOOL = new Leaf("bool");
    Form INT32 = new Leaf("int32");
    Form INT64 = new Leaf("int64");
    Form BYTES = new Leaf("[]uint8");
    Form TIME = new Leaf("v1.Time");
    Form ANY = new Leaf("");

    /** A value without parts. @param go the name of its Go type; empty for anything */
    record Leaf(String go) implements Form {}

    /** A list. */
    record ListOf(Form item) implements Form {}

    /** A map from any key. */
    record MapOf(Form value) implements Form {}

    /** An object of declared fields. */
    record Struct(String name, Map<String, Form> fields) implements Form {}

    static Form list(Form item) {
        return new ListOf(item);
    }

    static Form map(Form value) {
        return new MapOf(value);
    }

    static Form struct(String name, Map<String, Form> fields) {
        return new Struct(name, fields);
    }

    /**
     * Drops unknown fields of {@code object} and fields that are null.
     *
     * @return paths of the unknown fields
     * @throws IllegalArgumentException if a field holds something else than it should
     */
    static List<String> settle(Struct form, ObjectNode object) {
        List<String> unknown = new ArrayList<>();
        fields(form, object, "", unknown);
        return unknown;
    }

    private static void fields(Struct form, ObjectNode object, String path, List<String> unknown) {
        for (String name : names(object)) {
            String inner = path.isEmpty() ? name : path + "." + name;
            Form field = form.fields().get(name);
            if (field == null) {
                unknown.add(inner);
                object.remove(name);
            } else if (object.get(name).isNull()) {
                object.remove(name);
            } else {
                check(field, object.get(name), form.name() + "." + inner, inner, unknown);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void check(Form form, JsonNode value, String field, String path, List<String> unknown) {
        if (form instanceof Leaf leaf) {
            leaf(leaf, value, field);
        } else if (form instanceof ListOf list) {
            if (!(value instanceof ArrayNode items)) {
                throw fault(value, field, go(form));
            }
            for (int i = 0; i < items.size(); i++) {
                check(list.item(), items.get(i), field, path + "[" + i + "]", unknown);
            }
        } else if (form instanceof MapOf map) {
            if (!value.isObject()) {
                throw fault(value, field, go(form));
            }
            value.properties().forEach(entry -> check(map.value(), entry.getValue(), field, path + "." + entry.getKey(), unknown));
        } else if (form instanceof Struct struct) {
            if (!(value instanceof ObjectNode object)) {
                throw fault(value, field, go(form));
            }
            fields(struct, object, path, unknown);
        }
    }

    private static void leaf(Leaf leaf, JsonNode value, String field) {
        boolean fits =
                switch (leaf.go()) {
                    case "string", "[]uint8", "v1.Time" -> value.isTextual();
                    case "bool" -> value.isBoolean();
                    case "int32", "int64" -> value.isIntegralNumber();
                    default -> true;
                };
        if (!fits) {
            throw fault(value, field, leaf.go());
        }
        if (leaf.go().equals("[]uint8")) {
            try {
                Base64.getDecoder().decode(value.textValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("illegal base64 data at input byte " + firstBad(value.textValue()), e);
            }
        }
    }

    private static int firstBad(String base64) {
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            boolean good = c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
            if (!good && !(c == '=' && i >= base64.length() - 2 && i > 0)) {
                return i;
            }
        }
        return base64.length();
    }

    private static String go(Form form) {
        if (form instanceof ListOf list) {
            return "[]" + go(list.item());
        }
        if (form instanceof MapOf map) {
            return "map[string]" + go(map.value());
        }
        if (form instanceof Struct struct) {
            return "v1." + struct.name();
        }
        return ((Leaf) form).go();
    }

    private static IllegalArgumentException fault(JsonNode value, String field, String go) {
        String kind =
                switch (value.getNodeType()) {
                    case ARRAY -> "array";
                    case STRING -> "string";
                    case BOOLEAN -> "bool";
                    case NUMBER -> "number";
                    default -> "object";
                };
        return new IllegalArgumentException(
                "json: cannot unmarshal " + kind + " into Go struct field " + field + " of type " + go);
    }
}
