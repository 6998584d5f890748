package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who owns fields. One that applies is the same in every version of the API, one that updates is not.
 *
 * @param apiVersion empty for one that applies
 */
record Manager(String name, boolean applies, String apiVersion, String subresource) {

    static Manager applying(String name, String subresource) {
        return new Manager(name, true, "", subresource);
    }

    static Manager updating(String name, String apiVersion, String subresource) {
        return new Manager(name, false, apiVersion, subresource);
    }

    /** As messages about conflicts name it. */
    String shown() {
        return GoJson.quote(name)
                + (subresource.isEmpty() ? "" : " with subresource " + GoJson.quote(subresource))
                + (applies ? "" : " using " + apiVersion);
    }

    /**
     * What a manager owns.
     *
     * @param apiVersion in which it wrote last
     * @param time when it last changed something; may be empty
     */
    record Owned(FieldSet fields, String apiVersion, String time) {

        Owned with(FieldSet other) {
            return new Owned(other, apiVersion, time);
        }

        ObjectNode entry(Manager manager) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.put("manager", manager.name());
            entry.put("operation", manager.applies() ? "Apply" : "Update");
            entry.put("apiVersion", apiVersion);
            if (!time.isEmpty()) {
                entry.put("time", time);
            }
            entry.put("fieldsType", "FieldsV1");
            entry.set("fieldsV1", fields.print());
            if (!manager.subresource().isEmpty()) {
                entry.put("subresource", manager.subresource());
            }
            return entry;
        }
    }

    /** The manager of an entry of managedFields. */
    static Manager of(JsonNode entry) {
        boolean applies = entry.path("operation").asText("").equals("Apply");
        return new Manager(
                entry.path("manager").asText(""),
                applies,
                applies ? "" : entry.path("apiVersion").asText(""),
                entry.path("subresource").asText(""));
    }
}
