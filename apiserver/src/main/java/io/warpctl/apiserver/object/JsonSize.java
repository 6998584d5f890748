package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Measures of JSON trees, taken without recursion. */
final class JsonSize {

    private JsonSize() {}

    /** About the length of a value's text; counting stops above {@code enough}. */
    static long of(JsonNode value, long enough) {
        long size = 0;
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(value);
        while (!open.isEmpty() && size <= enough) {
            JsonNode node = open.pop();
            size += node.isTextual() ? node.textValue().length() + 2 : 4;
            if (node.isObject()) {
                for (var member : node.properties()) {
                    size += member.getKey().length() + 3;
                    open.push(member.getValue());
                }
            } else {
                node.forEach(open::push);
            }
        }
        return size;
    }

    /** Whether a value has no more than {@code levels} levels. */
    static boolean isFlatterThan(int levels, JsonNode value) {
        List<JsonNode> level = List.of(value);
        for (int depth = 0; depth <= levels; depth++) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : level) {
                node.forEach(next::add);
            }
            if (next.isEmpty()) {
                return true;
            }
            level = next;
        }
        return false;
    }
}
