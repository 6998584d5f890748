package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The patch formats other than apply. None changes its arguments. */
public final class Patches {
    private static final int MAX_OPERATIONS = 10_000;

    private Patches() {}

    /**
     * RFC 6902 with Kubernetes' deviation that a {@code replace} of a missing member adds it.
     *
     * @throws ApiError 400 if the operations cannot be read, 413 if there are too many, 422 if one does not apply
     */
    public static ObjectNode jsonPatch(ObjectNode object, JsonNode operations) {
        if (!operations.isArray()) {
            throw decoding(operations, "[]handlers.jsonPatchOp");
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw ApiError.tooLarge("The allowed maximum operations in a JSON patch is " + MAX_OPERATIONS + ", got "
                    + operations.size());
        }
        for (JsonNode operation : operations) {
            if (!operation.isObject()) {
                throw decoding(operation, "handlers.jsonPatchOp");
            }
        }
        try {
            if (JsonPatch.apply(object, operations) instanceof ObjectNode patched) {
                return patched;
            }
        } catch (IllegalArgumentException doesNotApply) {
            throw ApiError.unprocessable();
        }
        throw ApiError.unprocessable();
    }

    /** RFC 7386. @throws ApiError 400 if the patch is not an object */
    public static ObjectNode mergePatch(ObjectNode object, JsonNode patch) {
        checkObject(patch);
        return (ObjectNode) merged(object, patch);
    }

    /**
     * Kubernetes' strategic merge: lists whose items have identities merge by them; {@code $patch}, {@code
     * $retainKeys}, {@code $setElementOrder} and {@code $deleteFromPrimitiveList} direct it.
     *
     * @throws ApiError 400 if the patch is not an object or has directives that make no sense
     */
    public static ObjectNode strategicMerge(ObjectNode object, JsonNode patch, TypeSchema schema) {
        checkObject(patch);
        try {
            return StrategicMerge.merge(schema.root(), object, (ObjectNode) patch);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(e.getMessage());
        }
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode out = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                out.remove(member.getKey());
            } else {
                out.set(member.getKey(), merged(out.path(member.getKey()), member.getValue()));
            }
        }
        return out;
    }

    private static void checkObject(JsonNode patch) {
        if (patch.isNull()) {
            throw ApiError.badRequest("Invalid JSON Patch");
        }
        if (!patch.isObject()) {
            throw decoding(patch, "map[string]interface {}");
        }
    }

    private static ApiError decoding(JsonNode found, String expected) {
        String kind = switch (found.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
        return ApiError.badRequest(
                "error decoding patch: json: cannot unmarshal " + kind + " into Go value of type " + expected);
    }
}
