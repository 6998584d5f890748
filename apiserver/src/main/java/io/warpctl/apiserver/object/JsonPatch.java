package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** Applies the operations of a JSON patch, one after the other. */
final class JsonPatch {
    private static final long MAX_COPIED = 3 << 20;
    private static final int MAX_DEPTH = 1_000;

    private JsonNode document;
    private long copied;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /** @throws IllegalArgumentException if an operation does not apply */
    static JsonNode apply(JsonNode document, JsonNode operations) {
        JsonPatch patch = new JsonPatch(document.deepCopy());
        operations.forEach(patch::operate);
        if (!JsonSize.isFlatterThan(MAX_DEPTH, patch.document)) {
            throw ApiError.badRequest("the patched object is nested too deeply");
        }
        return patch.document;
    }

    /** A short patch could double an object with every operation. */
    private JsonNode copied(List<String> from) {
        JsonNode original = existing(from);
        copied += JsonSize.of(original, MAX_COPIED);
        if (copied > MAX_COPIED) {
            throw ApiError.tooLarge("the copies of the patch are larger than " + MAX_COPIED);
        }
        return original.deepCopy();
    }

    private void operate(JsonNode operation) {
        List<String> path = pointer(operation.path("path"));
        JsonNode value = operation.has("value") ? operation.get("value").deepCopy() : NullNode.instance;
        switch (operation.path("op").asText("")) {
            case "add" -> add(path, value);
            case "remove" -> remove(path);
            case "replace" -> replace(path, value);
            case "move" -> {
                List<String> from = pointer(operation.path("from"));
                JsonNode moved = existing(from);
                remove(from);
                add(path, moved);
            }
            case "copy" -> add(path, copied(pointer(operation.path("from"))));
            case "test" -> test(path, value);
            default -> throw new IllegalArgumentException("unknown operation");
        }
    }

    private void add(List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        String last = path.get(path.size() - 1);
        JsonNode parent = parent(path);
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            if (last.equals("-")) {
                array.add(value);
            } else {
                array.insert(index(last, array.size() + 1), value);
            }
        } else {
            throw new IllegalArgumentException("no such parent");
        }
    }

    private void remove(List<String> path) {
        existing(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("cannot remove the document");
        }
        String last = path.get(path.size() - 1);
        if (parent(path) instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent(path) instanceof ArrayNode array) {
            array.remove(index(last, array.size()));
        }
    }

    private void replace(List<String> path, JsonNode value) {
        if (!path.isEmpty() && parent(path) instanceof ArrayNode array) {
            array.set(index(path.get(path.size() - 1), array.size()), value);
        } else {
            add(path, value);
        }
    }

    private void test(List<String> path, JsonNode value) {
        JsonNode found = find(path);
        boolean bothAbsent = found.isMissingNode() && value.isNull();
        if (!bothAbsent && !JsonEquality.equal(found, value)) {
            throw new IllegalArgumentException("test failed");
        }
    }

    private JsonNode existing(List<String> path) {
        JsonNode found = find(path);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("no such path");
        }
        return found;
    }

    private JsonNode parent(List<String> path) {
        return find(path.subList(0, path.size() - 1));
    }

    private JsonNode find(List<String> path) {
        JsonNode node = document;
        for (String name : path) {
            if (node instanceof ArrayNode array) {
                node = name.matches("-?\\d{1,9}") ? array.path(index(name, array.size())) : MissingNode.getInstance();
            } else {
                node = node.path(name);
            }
        }
        return node;
    }

    /** A position in a list of {@code size} items; negative ones count from its end. */
    private static int index(String text, int size) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException("not an index");
        }
        int index = Integer.parseInt(text);
        int position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("index out of bounds");
        }
        return position;
    }

    private static List<String> pointer(JsonNode path) {
        if (!path.isTextual()) {
            throw new IllegalArgumentException("no path");
        }
        String text = path.textValue();
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("not a path");
        }
        return Arrays.stream(text.substring(1).split("/", -1))
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
