package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import java.util.List;
import java.util.Optional;

/** Whether a value has a type the schema allows. With a format, Kubernetes names the format instead of the type. */
final class TypeCheck {
    /** Beyond it floating point numbers have no fraction, and Kubernetes no longer takes them for integers. */
    private static final double MAX_WHOLE = (1L << 53) - 1;

    private TypeCheck() {}

    static Optional<Cause> check(Schema schema, JsonNode value, String path) {
        List<String> types = schema.types();
        if (types.isEmpty()) {
            return Optional.empty();
        }
        String joined = String.join(",", types);
        if (value.isNull()) {
            return schema.nullable() ? Optional.empty() : Optional.of(wrong(path, joined, "null"));
        }
        boolean numeric = types.contains("number") || types.contains("integer");
        boolean sequence = value.isTextual() || value.isArray();
        String type = typeOf(value);
        boolean fits = types.contains(type)
                || type.equals("integer") && types.contains("number")
                || type.equals("number") && types.contains("integer") && isWhole(value.doubleValue());
        if (!schema.format().isEmpty() && !sequence) {
            String format = formatOf(value);
            return fits || schema.format().equals(format)
                    ? Optional.empty()
                    : Optional.of(wrong(path, schema.format(), format));
        }
        if (!schema.format().isEmpty() && !numeric) {
            return Optional.empty();
        }
        return fits ? Optional.empty() : Optional.of(wrong(path, joined, type));
    }

    static boolean isWhole(double value) {
        return Math.abs(value) <= MAX_WHOLE && value == Math.rint(value);
    }

    private static Cause wrong(String path, String expected, String actual) {
        String shown = GoJson.quote(actual);
        return Cause.typeInvalid(path, shown, path + " in body must be of type " + expected + ": " + shown);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NUMBER -> GoJson.isInt64(value) ? "integer" : "number";
            default -> "object";
        };
    }

    private static String formatOf(JsonNode value) {
        return value.isNumber() ? GoJson.isInt64(value) ? "int64" : "float64" : "";
    }
}
