package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Readers of table cells. */
final class Cells {

    private Cells() {}

    /** What stands at a path, as a printer column of a CRD shows it. */
    static CellReader at(String path, String type) {
        JsonPath compiled = JsonPath.compile(path);
        return (object, now) -> {
            List<JsonNode> found = compiled.find(object);
            return found.isEmpty() ? NullNode.instance : cell(found.get(0), type, now);
        };
    }

    /** How long ago a time was; {@code <unknown>} without one. */
    static String age(JsonNode time, Instant now) {
        if (!time.isTextual() || time.textValue().isEmpty()) {
            return "<unknown>";
        }
        try {
            return Ages.of(
                    Duration.between(OffsetDateTime.parse(time.textValue()).toInstant(), now));
        } catch (DateTimeParseException e) {
            return "<invalid>";
        }
    }

    private static JsonNode cell(JsonNode value, String type, Instant now) {
        if (value.isNull()) {
            return NullNode.instance;
        }
        return switch (type) {
            case "string" -> TextNode.valueOf(text(value));
            case "integer" -> value.isNumber() ? LongNode.valueOf(value.longValue()) : NullNode.instance;
            case "number" -> value.isNumber() ? DoubleNode.valueOf(value.doubleValue()) : NullNode.instance;
            case "boolean" -> value.isBoolean() ? BooleanNode.valueOf(value.booleanValue()) : NullNode.instance;
            case "date" -> value.isTextual() ? TextNode.valueOf(age(value, now)) : NullNode.instance;
            default -> NullNode.instance;
        };
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isNumber() ? GoJson.plain(value) : GoJson.compact(value);
    }
}
