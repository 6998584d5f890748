package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;

/** The limits of a number. Kubernetes cuts a limit to an integer where the value is one; so does this. */
final class NumberCheck {
    private static final double MULTIPLE_TOLERANCE = 1e-9;

    private NumberCheck() {}

    static void check(Findings findings, Schema schema, JsonNode value, String path) {
        range(findings, schema, value, path);
        boolean whole = GoJson.isInt64(value);
        schema.bounds().multipleOf().ifPresent(m -> multiple(findings, value, limit(m, whole), path));
        schema.bounds().maximum().ifPresent(m -> {
            JsonNode limit = limit(m, whole);
            int order = compare(value, limit);
            boolean exclusive = schema.bounds().exclusiveMaximum();
            if (order > 0 || exclusive && order == 0) {
                findings.add(outside(path, value, exclusive ? "less than " : "less than or equal to ", limit));
            }
        });
        schema.bounds().minimum().ifPresent(m -> {
            JsonNode limit = limit(m, whole);
            int order = compare(value, limit);
            boolean exclusive = schema.bounds().exclusiveMinimum();
            if (order < 0 || exclusive && order == 0) {
                findings.add(outside(path, value, exclusive ? "greater than " : "greater than or equal to ", limit));
            }
        });
    }

    private static void range(Findings findings, Schema schema, JsonNode value, String path) {
        if (schema.intOrString() || !schema.types().contains("integer")) {
            return;
        }
        boolean fits = GoJson.isInt64(value)
                ? !schema.format().equals("int32") || value.canConvertToInt()
                : TypeCheck.isWhole(value.doubleValue());
        if (!fits) {
            String type =
                    schema.format().isEmpty() ? "integer (default format)" : "integer with format " + schema.format();
            findings.addPathless("Checked value must be of type " + type + " in " + path);
        }
    }

    private static void multiple(Findings findings, JsonNode value, JsonNode factor, String path) {
        if (factor.doubleValue() <= 0) {
            String message = "factor MultipleOf declared for " + path + " must be positive: " + GoJson.plain(factor);
            findings.add(Cause.invalid(path, factor, message));
            return;
        }
        boolean holds;
        if (GoJson.isInt64(value)) {
            holds = value.longValue() % factor.longValue() == 0;
        } else {
            double quotient = value.doubleValue() / factor.doubleValue();
            holds = Math.abs(quotient - Math.rint(quotient)) <= MULTIPLE_TOLERANCE * Math.max(1, Math.abs(quotient));
        }
        if (!holds) {
            findings.add(Cause.invalid(path, value, path + " in body should be a multiple of " + GoJson.plain(factor)));
        }
    }

    private static Cause outside(String path, JsonNode value, String relation, JsonNode limit) {
        return Cause.invalid(path, value, path + " in body should be " + relation + GoJson.plain(limit));
    }

    private static JsonNode limit(JsonNode limit, boolean whole) {
        return whole ? LongNode.valueOf((long) limit.doubleValue()) : DoubleNode.valueOf(limit.doubleValue());
    }

    private static int compare(JsonNode value, JsonNode limit) {
        return limit.isLong()
                ? Long.compare(value.longValue(), limit.longValue())
                : Double.compare(value.doubleValue() + 0.0, limit.doubleValue() + 0.0);
    }
}
