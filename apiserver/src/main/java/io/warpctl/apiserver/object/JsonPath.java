package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Kubernetes' JSONPath as printer columns use it: {@code .a.b}, {@code ['a']}, {@code [0]}, {@code [1:3]},
 * {@code [*]}, {@code ..a} and filters such as {@code [?(@.type=="Ready")]}.
 */
public final class JsonPath {
    private final List<Function<JsonNode, List<JsonNode>>> steps;

    JsonPath(List<Function<JsonNode, List<JsonNode>>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Compiles a path. @throws IllegalArgumentException if it cannot be read */
    public static JsonPath compile(String path) {
        return new JsonPathParser(path).parse();
    }

    /** All values the path leads to, in order; none if a part of it is missing. */
    public List<JsonNode> find(JsonNode root) {
        List<JsonNode> current = List.of(root);
        for (Function<JsonNode, List<JsonNode>> step : steps) {
            List<JsonNode> next = new ArrayList<>();
            current.forEach(node -> next.addAll(step.apply(node)));
            current = next;
        }
        return current;
    }
}
