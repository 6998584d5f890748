package io.warpctl.apiserver.registry;

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
            return ManagedFields.updated(old, fresh, manager, subresource, apiVersion, time, schema);
        } catch (IllegalArgumentException e) {
            return fresh;
        }
    }
}
