package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A column of a table.
 *
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format OpenAPI format, for example {@code name}; may be empty
 * @param priority 0 is always shown, greater ones only in wide output
 * @param cell reads the cell from an object
 */
public record Column(String name, String type, String format, String description, int priority, CellReader cell) {
    private static final String ABOUT_NAME = "Name must be unique within a namespace. Is required when creating"
            + " resources, although some resources may allow a client to request the generation of an appropriate name"
            + " automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot"
            + " be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";
    private static final String ABOUT_CREATION = "CreationTimestamp is a timestamp representing the server time when"
            + " this object was created. It is not guaranteed to be set in happens-before order across separate"
            + " operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\n"
            + "Populated by the system. Read-only. Null for lists. More info:"
            + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    /** The object's name. */
    public static Column objectName() {
        return new Column(
                "Name",
                "string",
                "name",
                ABOUT_NAME,
                0,
                (object, now) ->
                        TextNode.valueOf(object.path("metadata").path("name").asText("")));
    }

    /** How long ago the object was created. */
    public static Column age() {
        return new Column(
                "Age",
                "date",
                "",
                ABOUT_CREATION,
                0,
                (object, now) ->
                        TextNode.valueOf(Cells.age(object.path("metadata").path("creationTimestamp"), now)));
    }

    /** When the object was created, for types whose table has shown the time itself from the beginning. */
    public static Column createdAt() {
        return new Column(
                "Created At",
                "date",
                "",
                ABOUT_CREATION,
                0,
                (object, now) -> TextNode.valueOf(
                        object.path("metadata").path("creationTimestamp").asText("<unknown>")));
    }

    /** A printer column as a CRD declares it. @throws IllegalArgumentException if its path cannot be read */
    public static Column declared(JsonNode column) {
        String path = column.path("jsonPath").asText("");
        String type = column.path("type").asText("");
        String description = column.path("description").asText("");
        return new Column(
                column.path("name").asText(""),
                type,
                column.path("format").asText(""),
                description.isEmpty() ? "Custom resource definition column (in JSONPath format): " + path : description,
                column.path("priority").asInt(),
                Cells.at(path, type));
    }
}
