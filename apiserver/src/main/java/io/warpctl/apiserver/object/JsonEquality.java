package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Equality of JSON values in which numbers are equal if their values are. */
public final class JsonEquality {
    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    private JsonEquality() {}

    /** Whether two values are the same; the order of an object's members does not matter. */
    public static boolean equal(JsonNode a, JsonNode b) {
        return a.equals(BY_VALUE, b);
    }
}
