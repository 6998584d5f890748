package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who owns which field: {@code metadata.managedFields} under ordinary writes, and server-side apply. */
public final class ManagedFields {

    private ManagedFields() {}

    /**
     * The object to store after a create, update or patch (not apply): {@code fresh} with its managedFields brought
     * up to date.
     *
     * @param old the stored object; an empty object for a create
     * @param fresh the object as it is to be stored, defaulted and pruned, as the client sent it
     * @param subresource {@code status} or {@code scale}; empty for the object itself
     * @param apiVersion of the request
     * @param time RFC 3339, seconds, UTC
     */
    public static ObjectNode updated(
            ObjectNode old,
            ObjectNode fresh,
            String manager,
            String subresource,
            String apiVersion,
            String time,
            TypeSchema schema) {
        throw new UnsupportedOperationException();
    }

    /**
     * The object to store after a server-side apply. If the apply changes nothing, the result equals {@code live}.
     *
     * @param live the stored object; an empty object if the apply creates it
     * @param applied what the client applied
     * @param force whether fields of other managers are taken
     * @throws ApiError 409 with the conflicts, 400 if the patch has managedFields or does not fit the schema
     */
    public static ObjectNode applied(
            ObjectNode live,
            ObjectNode applied,
            String manager,
            String subresource,
            String apiVersion,
            boolean force,
            String time,
            TypeSchema schema) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@code fresh}, or {@code old} if both differ in nothing but times in managedFields: such a write is none.
     */
    public static ObjectNode unlessOnlyTimesDiffer(ObjectNode old, ObjectNode fresh) {
        throw new UnsupportedOperationException();
    }
}
