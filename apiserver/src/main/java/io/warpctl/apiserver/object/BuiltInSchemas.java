package io.warpctl.apiserver.object;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shapes of the built-in kinds. */
public final class BuiltInSchemas {

    private BuiltInSchemas() {}

    /** The schema of a built-in kind, empty for a kind that is not built in. */
    public static Optional<TypeSchema> of(GroupVersionKind kind) {
        return Optional.empty();
    }

    /** The shape of a whole object with these fields beside {@code apiVersion}, {@code kind} and {@code metadata}. */
    public static Shape object(Map<String, Shape> fields) {
        Map<String, Shape> all = new HashMap<>(fields);
        all.put("apiVersion", Shape.SCALAR);
        all.put("kind", Shape.SCALAR);
        all.put("metadata", metadata());
        return Shape.fields(all);
    }

    /** The shape of {@code metadata}. */
    public static Shape metadata() {
        throw new UnsupportedOperationException();
    }
}
