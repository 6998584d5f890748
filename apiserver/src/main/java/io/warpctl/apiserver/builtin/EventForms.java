package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.registry.Conversion;
import java.util.Map;

/** Events in their two forms. They are stored in that of the core group. */
final class EventForms {

    /** Names in events.k8s.io by those in the core group. */
    private static final Map<String, String> RENAMED = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    /** From the core group's form to that of events.k8s.io and back. */
    static final Conversion CONVERSION = new Conversion() {
        @Override
        public ObjectNode fromStorage(ObjectNode object) {
            RENAMED.forEach((core, other) -> rename(object, core, other));
            return object.put("apiVersion", "events.k8s.io/v1");
        }

        @Override
        public ObjectNode toStorage(ObjectNode object) {
            RENAMED.forEach((core, other) -> rename(object, other, core));
            return object.put("apiVersion", "v1");
        }
    };

    private EventForms() {}

    private static void rename(ObjectNode object, String from, String to) {
        JsonNode value = object.remove(from);
        if (value != null) {
            object.set(to, value);
        }
    }
}
