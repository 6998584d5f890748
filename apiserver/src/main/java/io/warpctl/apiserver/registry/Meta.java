package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reading metadata. */
public final class Meta {

    private Meta() {}

    /** The object's metadata, made if there is none. */
    public static ObjectNode of(ObjectNode object) {
        if (object.get("metadata") instanceof ObjectNode metadata) {
            return metadata;
        }
        return object.putObject("metadata");
    }

    /** A text of metadata; empty if absent. */
    public static String text(ObjectNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }

    /** Whether the object is asked to go. */
    public static boolean deleting(ObjectNode object) {
        JsonNode time = object.path("metadata").path("deletionTimestamp");
        return !time.isMissingNode() && !time.isNull();
    }
}
