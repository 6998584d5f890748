package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.warpctl.apiserver.object.GoType.Basic;
import io.warpctl.apiserver.object.GoType.Field;
import io.warpctl.apiserver.object.GoType.Kind;
import io.warpctl.apiserver.object.GoType.ListOf;
import io.warpctl.apiserver.object.GoType.MapOf;
import io.warpctl.apiserver.object.GoType.Struct;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Brings a JSON value into the form it has after Kubernetes decoded it into a Go type and wrote it again: unknown
 * fields dropped (and reported), empty ones left out, wrong types refused with the decoder's words.
 */
final class GoDecoder {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final List<String> unknown = new ArrayList<>();
    private final List<String> stack = new ArrayList<>();
    private String struct = "";

    /** The paths of fields the type does not have, below where decoding began. */
    List<String> unknown() {
        return unknown;
    }

    /**
     * Decodes an object.
     *
     * @param path where it stands, for the paths of unknown fields; may be empty
     * @throws IllegalArgumentException with the decoder's text
     */
    ObjectNode decode(Struct type, JsonNode value, String path) {
        return (ObjectNode) read(type, value, path);
    }

    private JsonNode read(GoType type, JsonNode value, String path) {
        if (type instanceof Struct known) {
            return readStruct(known, value, path);
        }
        if (type instanceof MapOf map) {
            if (!value.isObject()) {
                throw mismatch(value, type);
            }
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                out.set(entry.getKey(), element(map.value(), entry.getValue(), path + "." + entry.getKey()));
            }
            return out;
        }
        if (type instanceof ListOf list) {
            if (!value.isArray()) {
                throw mismatch(value, type);
            }
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                out.add(element(list.item(), value.get(i), path + "[" + i + "]"));
            }
            return out;
        }
        return basic((Basic) type, value);
    }

    private JsonNode element(GoType type, JsonNode value, String path) {
        return value.isNull() ? zero(type) : read(type, value, path);
    }

    private ObjectNode readStruct(Struct type, JsonNode value, String path) {
        if (!value.isObject()) {
            throw mismatch(value, type);
        }
        String outer = struct;
        struct = type.name();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            Field field = type.fields().get(entry.getKey());
            if (field == null) {
                unknown.add(at);
            } else if (!entry.getValue().isNull()) {
                stack.add(entry.getKey());
                JsonNode read = read(field.type(), entry.getValue(), at);
                stack.remove(stack.size() - 1);
                if (field.always() || field.pointer() || !isEmpty(field.type(), read)) {
                    out.set(entry.getKey(), read);
                }
            }
        }
        type.fields().forEach((name, field) -> {
            if (field.always() && !out.has(name)) {
                out.set(name, field.pointer() ? NullNode.instance : zero(field.type()));
            }
        });
        struct = outer;
        return out;
    }

    private JsonNode basic(Basic type, JsonNode value) {
        boolean fits = switch (type.kind()) {
            case STRING, TIME, MICRO_TIME, BYTES -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.isNumber();
            case ANY -> true;
        };
        if (!fits) {
            throw type.kind() == Kind.TIME || type.kind() == Kind.MICRO_TIME
                    ? new IllegalArgumentException(
                            "json: cannot unmarshal " + GoJson.kind(value) + " into Go value of type string")
                    : mismatch(value, type);
        }
        return switch (type.kind()) {
            case TIME -> time(value.textValue(), false);
            case MICRO_TIME -> time(value.textValue(), true);
            case BYTES -> bytes(value.textValue());
            case INTEGER -> integer(type, value);
            default -> value;
        };
    }

    private JsonNode integer(Basic type, JsonNode value) {
        boolean fits = type.shown().equals("int32") ? value.canConvertToInt() : value.canConvertToLong();
        if (!fits || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("json: cannot unmarshal number " + GoJson.compact(value)
                    + " into Go struct field " + struct + "." + String.join(".", stack) + " of type " + type.shown());
        }
        return value;
    }

    private static JsonNode time(String text, boolean micros) {
        if (text.isEmpty()) {
            return NullNode.instance;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return TextNode.valueOf(time.format(micros ? MICROS : SECONDS));
        } catch (DateTimeParseException e) {
            String layout = micros ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
            throw new IllegalArgumentException("parsing time " + GoJson.quote(text) + " as " + GoJson.quote(layout)
                    + ": cannot parse " + GoJson.quote(text) + " as \"2006\"");
        }
    }

    private static JsonNode bytes(String text) {
        try {
            Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
            return TextNode.valueOf(text.replace("\n", "").replace("\r", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("illegal base64 data at input byte " + firstFault(text));
        }
    }

    private static int firstFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
                return i;
            }
        }
        return Math.max(0, text.length() - text.length() % 4);
    }

    private static JsonNode zero(GoType type) {
        if (type instanceof Struct known) {
            return new GoDecoder().readStruct(known, JsonNodeFactory.instance.objectNode(), "");
        }
        if (type instanceof Basic basic) {
            return switch (basic.kind()) {
                case STRING, BYTES -> TextNode.valueOf("");
                case BOOLEAN -> JsonNodeFactory.instance.booleanNode(false);
                case INTEGER -> JsonNodeFactory.instance.numberNode(0);
                default -> NullNode.instance;
            };
        }
        return NullNode.instance;
    }

    private static boolean isEmpty(GoType type, JsonNode value) {
        if (type instanceof Basic basic && basic.kind() == Kind.ANY) {
            return value.isNull();
        }
        if (value.isContainerNode()) {
            return value.isEmpty();
        }
        return value.isNull()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.longValue() == 0;
    }

    private IllegalArgumentException mismatch(JsonNode value, GoType type) {
        return new IllegalArgumentException("json: cannot unmarshal " + GoJson.kind(value) + " into Go struct field "
                + struct + "." + String.join(".", stack) + " of type " + type.shown());
    }
}
