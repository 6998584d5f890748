package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Objects as {@code meta.k8s.io/v1} tables, which kubectl prints. */
public final class Tables {

    /** What a row carries of its object. */
    public enum IncludeObject {
        METADATA,
        OBJECT,
        NONE;

        /** Reads the query {@code includeObject}; empty means metadata. @throws ApiError 400 */
        public static IncludeObject parse(String text) {
            return switch (text) {
                case "", "Metadata" -> METADATA;
                case "Object" -> OBJECT;
                case "None" -> NONE;
                default ->
                    throw ApiError.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: "
                            + GoJson.quote(text) + ": must be 'Metadata', 'Object', 'None', or empty");
            };
        }
    }

    private Tables() {}

    /**
     * A table. Its list metadata is an empty object, for the caller to fill.
     *
     * @param now the instant ages are counted to
     */
    public static ObjectNode table(List<Column> columns, List<ObjectNode> objects, IncludeObject include, Instant now) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata");
        ArrayNode definitions = table.putArray("columnDefinitions");
        for (Column column : columns) {
            definitions
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", column.description())
                    .put("priority", column.priority());
        }
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().read(object, now)));
            switch (include) {
                case METADATA -> row.set("object", metadataOnly(object));
                case OBJECT -> row.set("object", object);
                case NONE -> row.putNull("object");
            }
        }
        return table;
    }

    /** An object as a PartialObjectMetadata. */
    public static ObjectNode metadataOnly(ObjectNode object) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.path("metadata").deepCopy());
        return partial;
    }

    /** The columns of a built-in kind; name and age for a kind that has no columns of its own. */
    public static List<Column> builtIn(GroupVersionKind kind) {
        return BuiltInColumns.of(kind);
    }
}
