package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.registry.Conversion;
import java.util.HashMap;
import java.util.Map;

/** Events in their two forms. They are stored in that of the core group. */
final class EventForms {

    private static final Form REFERENCE = Form.struct(
            "ObjectReference",
            Map.of(
                    "kind", Form.STRING,
                    "namespace", Form.STRING,
                    "name", Form.STRING,
                    "uid", Form.STRING,
                    "apiVersion", Form.STRING,
                    "resourceVersion", Form.STRING,
                    "fieldPath", Form.STRING));
    private static final Form SOURCE =
            Form.struct("EventSource", Map.of("component", Form.STRING, "host", Form.STRING));
    private static final Form SERIES =
            Form.struct("EventSeries", Map.of("count", Form.INT32, "lastObservedTime", Form.TIME));

    /** Names in events.k8s.io by those in the core group. */
    private static final Map<String, String> RENAMED = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    static final Map<String, Form> CORE = Map.ofEntries(
            Map.entry("involvedObject", REFERENCE),
            Map.entry("reason", Form.STRING),
            Map.entry("message", Form.STRING),
            Map.entry("source", SOURCE),
            Map.entry("firstTimestamp", Form.TIME),
            Map.entry("lastTimestamp", Form.TIME),
            Map.entry("count", Form.INT32),
            Map.entry("type", Form.STRING),
            Map.entry("eventTime", Form.TIME),
            Map.entry("series", SERIES),
            Map.entry("action", Form.STRING),
            Map.entry("related", REFERENCE),
            Map.entry("reportingComponent", Form.STRING),
            Map.entry("reportingInstance", Form.STRING));

    static final Map<String, Form> EVENTS = events();

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

    private static Map<String, Form> events() {
        Map<String, Form> forms = new HashMap<>();
        CORE.forEach((name, form) -> forms.put(RENAMED.getOrDefault(name, name), form));
        return Map.copyOf(forms);
    }

    private static void rename(ObjectNode object, String from, String to) {
        JsonNode value = object.remove(from);
        if (value != null) {
            object.set(to, value);
        }
    }
}
