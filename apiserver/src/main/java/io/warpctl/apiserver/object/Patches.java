package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The patch formats other than apply. None changes its arguments. */
public final class Patches {

    private Patches() {}

    /** RFC 6902 with Kubernetes' deviations. @throws ApiError 400, 413 or 422 */
    public static ObjectNode jsonPatch(ObjectNode object, JsonNode operations) {
        throw new UnsupportedOperationException();
    }

    /** RFC 7386. @throws ApiError 400 if the patch is not an object */
    public static ObjectNode mergePatch(ObjectNode object, JsonNode patch) {
        throw new UnsupportedOperationException();
    }

    /** Kubernetes' strategic merge with its directives. @throws ApiError 400 */
    public static ObjectNode strategicMerge(ObjectNode object, JsonNode patch, TypeSchema schema) {
        throw new UnsupportedOperationException();
    }
}
