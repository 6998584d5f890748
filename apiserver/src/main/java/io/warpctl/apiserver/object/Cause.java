package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One reason why an object was refused, as it stands in a Status' {@code details.causes}.
 *
 * @param reason Kubernetes' machine-readable reason, for example {@code FieldValueRequired}
 * @param message what is wrong, beginning with the reason in words
 * @param field path of the field, for example {@code spec.replicas}; {@code <nil>} for none
 */
public record Cause(String reason, String message, String field) {

    /** The path of a cause that belongs to no field. */
    public static final String NO_FIELD = "<nil>";

    /** {@code Required value}, with a detail unless that is empty. */
    public static Cause required(String field, String detail) {
        return new Cause("FieldValueRequired", withDetail("Required value", detail), field);
    }

    /** {@code Invalid value: "x": detail}. */
    public static Cause invalid(String field, JsonNode value, String detail) {
        return new Cause("FieldValueInvalid", withDetail("Invalid value: " + GoJson.value(value), detail), field);
    }

    /** {@code Invalid value: "x": detail}. */
    public static Cause invalid(String field, String value, String detail) {
        return invalid(field, TextNode.valueOf(value), detail);
    }

    /** {@code Invalid value: shown: detail}, with the value already in the form it is to be shown in. */
    public static Cause invalidShown(String field, String shown, String detail) {
        return new Cause("FieldValueInvalid", withDetail("Invalid value: " + shown, detail), field);
    }

    /** {@code Invalid value: detail}, for a value too large to show. */
    public static Cause invalidUnshown(String field, String detail) {
        return new Cause("FieldValueInvalid", "Invalid value: " + detail, field);
    }

    /** A value of the wrong JSON type: Kubernetes counts it as its own reason. */
    public static Cause typeInvalid(String field, String shown, String detail) {
        return new Cause("FieldValueTypeInvalid", withDetail("Invalid value: " + shown, detail), field);
    }

    /** {@code Unsupported value: "x": supported values: "a", "b"}, in the order given. */
    public static Cause notSupported(String field, JsonNode value, List<String> supported) {
        String message = "Unsupported value: " + GoJson.value(value);
        if (!supported.isEmpty()) {
            message += ": supported values: "
                    + supported.stream().map(GoJson::quote).collect(Collectors.joining(", "));
        }
        return new Cause("FieldValueNotSupported", message, field);
    }

    /** {@code Unsupported value: "x": supported values: "a", "b"}, in the order given. */
    public static Cause notSupported(String field, String value, List<String> supported) {
        return notSupported(field, TextNode.valueOf(value), supported);
    }

    /** {@code Forbidden: detail}. */
    public static Cause forbidden(String field, String detail) {
        return new Cause("FieldValueForbidden", withDetail("Forbidden", detail), field);
    }

    /** {@code Internal error: detail}: something Kubernetes takes for its own fault. */
    public static Cause internal(String field, String detail) {
        return new Cause("InternalError", withDetail("Internal error", detail), field);
    }

    /** {@code Duplicate value}, for a value too large to show. */
    public static Cause duplicateUnshown(String field) {
        return new Cause("FieldValueDuplicate", "Duplicate value", field);
    }

    /** {@code Duplicate value: "x"}. */
    public static Cause duplicate(String field, JsonNode value) {
        return new Cause("FieldValueDuplicate", "Duplicate value: " + GoJson.value(value), field);
    }

    /** {@code Not found: "x"}. */
    public static Cause notFound(String field, JsonNode value) {
        return new Cause("FieldValueNotFound", "Not found: " + GoJson.value(value), field);
    }

    /** A text longer than {@code max} bytes. */
    public static Cause tooLong(String field, long max) {
        return new Cause("FieldValueTooLong", "Too long: may not be more than " + max + " bytes", field);
    }

    /** A list or map of {@code actual} elements where {@code max} are allowed. */
    public static Cause tooMany(String field, long actual, long max) {
        String unit = max == 1 ? "item" : "items";
        return new Cause("FieldValueTooMany", "Too many: " + actual + ": must have at most " + max + " " + unit, field);
    }

    /** The cause as it stands in a Status' message: path and text. */
    public String text() {
        return field + ": " + message;
    }

    /** The same cause for a field below {@code prefix}. */
    public Cause under(String prefix) {
        String joint = field.isEmpty() || field.startsWith("[") ? "" : ".";
        return new Cause(reason, message, prefix + joint + field);
    }

    private static String withDetail(String start, String detail) {
        return detail.isEmpty() ? start : start + ": " + detail;
    }
}
