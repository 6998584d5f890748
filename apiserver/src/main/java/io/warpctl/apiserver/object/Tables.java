package io.warpctl.apiserver.object;

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
     * A table without list metadata.
     *
     * @param now the instant ages are counted to
     */
    public static ObjectNode table(List<Column> columns, List<ObjectNode> objects, IncludeObject include, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The columns of a built-in kind; name and creation time for a kind that has no columns of its own. */
    public static List<Column> builtIn(GroupVersionKind kind) {
        throw new UnsupportedOperationException();
    }
}
