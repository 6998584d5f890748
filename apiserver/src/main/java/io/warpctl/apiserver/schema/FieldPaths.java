package io.warpctl.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** The paths by which a rule says which field it is about: {@code .a.b} or {@code ['a.b'].c}. */
final class FieldPaths {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^']+)'\\]");

    private FieldPaths() {}

    /** Whether the path leads to a field of the schema. */
    static boolean exists(Schema schema, String path) {
        Matcher step = STEP.matcher(path);
        Optional<Schema> at = Optional.of(schema);
        int end = 0;
        while (at.isPresent() && step.find() && step.start() == end) {
            String name = step.group(1) == null ? step.group(2) : step.group(1);
            at = at.get().member(name);
            end = step.end();
        }
        return at.isPresent() && end == path.length() && end > 0;
    }
}
