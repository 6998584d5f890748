package io.warpctl.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ManagedFields;
import io.warpctl.apiserver.object.TypeSchema;

/** Field ownership of ordinary writes. */
final class Ownerships {

    private Ownerships() {}

    /** As {@link ManagedFields#updated}; an object whose fields cannot be told apart keeps its owners until validation refuses it. */
    static ObjectNode updated(
            ObjectNode old,
            ObjectNode fresh,
            String manager,
            String subresource,
            String apiVersion,
            String time,
            TypeSchema schema) {
        try {
            ObjectNode owned =
                    ManagedFields.updated(old, fresh, manager, subresource, apiVersion, time, schema);
            if (subresource.equals("scale")) {
                withoutTime(owned, manager);
            }
            return owned;
        } catch (IllegalArgumentException e) {
            return fresh;
        }
    }

    /** Kubernetes keeps no time for what is written through scale. */
    private static void withoutTime(ObjectNode object, String manager) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("subresource").asText().equals("scale")
                    && entry.path("manager").asText().equals(manager)) {
                ((ObjectNode) entry).remove("time");
            }
        }
    }
}
