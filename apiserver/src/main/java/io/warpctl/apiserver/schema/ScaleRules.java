package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import java.util.ArrayList;
import java.util.List;

/** What the scale subresource demands of the fields it shows. */
final class ScaleRules {

    private ScaleRules() {}

    /** @param scale the definition's {@code subresources.scale} */
    static List<Cause> validate(JsonNode scale, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        replicas(causes, scale.path("specReplicasPath").asText(""), object);
        causes.addAll(validateStatus(scale, object));
        return causes;
    }

    /** The rules of the fields in status alone. */
    static List<Cause> validateStatus(JsonNode scale, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        replicas(causes, scale.path("statusReplicasPath").asText(""), object);
        String selector = scale.path("labelSelectorPath").asText("");
        if (!selector.isEmpty()) {
            JsonNode value = at(causes, selector, object, "\"\"");
            if (!value.isMissingNode() && !value.isTextual()) {
                causes.add(wrongType(selector, value, "\"\"", "string"));
            }
        }
        return causes;
    }

    private static void replicas(List<Cause> causes, String path, ObjectNode object) {
        JsonNode value = at(causes, path, object, "0");
        if (value.isMissingNode()) {
            return;
        }
        if (!GoJson.isInt64(value)) {
            causes.add(wrongType(path, value, "0", "int64"));
        } else if (value.longValue() < 0) {
            causes.add(Cause.invalid(path, value, "should be a non-negative integer"));
        } else if (value.longValue() > Integer.MAX_VALUE) {
            causes.add(Cause.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE));
        }
    }

    private static JsonNode at(List<Cause> causes, String path, ObjectNode object, String zero) {
        JsonNode value = object;
        StringBuilder walked = new StringBuilder();
        for (String name : path.replaceFirst("^\\.", "").split("\\.")) {
            if (!value.isObject()) {
                causes.add(
                        Cause.invalidShown(path, zero, accessor(walked.toString(), value, "map[string]interface {}")));
                return object.path("");
            }
            walked.append('.').append(name);
            value = value.path(name);
            if (value.isMissingNode()) {
                return value;
            }
        }
        return value;
    }

    private static Cause wrongType(String path, JsonNode value, String zero, String expected) {
        return Cause.invalidShown(path, zero, accessor(path, value, expected));
    }

    private static String accessor(String path, JsonNode value, String expected) {
        String shown = value.isTextual()
                ? value.textValue()
                : value.isNumber() ? GoJson.plain(value) : value.isNull() ? "<nil>" : GoJson.compact(value);
        return path + " accessor error: " + shown + " is of the type " + goType(value) + ", expected " + expected;
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> GoJson.isInt64(value) ? "int64" : "float64";
            case ARRAY -> "[]interface {}";
            case NULL -> "<nil>";
            default -> "map[string]interface {}";
        };
    }
}
