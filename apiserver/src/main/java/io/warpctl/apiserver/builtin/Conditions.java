package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Conditions in an object's status. */
final class Conditions {

    private Conditions() {}

    /** Whether a condition has a status. */
    static boolean is(ObjectNode object, String type, String status) {
        for (JsonNode each : object.path("status").path("conditions")) {
            if (each.path("type").asText().equals(type)) {
                return each.path("status").asText().equals(status);
            }
        }
        return false;
    }

    /** Sets a condition in place; its time moves only with its status. */
    static void set(ObjectNode object, String type, String status, String reason, String message, String time) {
        ObjectNode parent = object.withObject("/status");
        ArrayNode conditions =
                parent.get("conditions") instanceof ArrayNode array ? array : parent.putArray("conditions");
        ObjectNode condition = null;
        for (JsonNode each : conditions) {
            if (each.path("type").asText().equals(type)) {
                condition = (ObjectNode) each;
            }
        }
        if (condition == null) {
            condition = conditions.addObject().put("type", type);
        }
        if (!condition.path("status").asText("").equals(status)) {
            condition.put("status", status).put("lastTransitionTime", time);
        }
        condition.put("reason", reason).put("message", message);
    }
}
