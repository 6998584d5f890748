package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes wrong JSON and wrong bytes out of right ones. */
final class Mutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "A",
        "-",
        "a/b",
        "a b",
        "..",
        "$patch",
        "ä€😀",
        "\u0000",
        "\ud800",
        "0",
        "1e9",
        "true",
        "null",
        "2026-13-40T99:00:00Z",
        "{}",
        "[]",
        "x".repeat(300),
        "\\",
        "\"",
        "%",
        "%s%n",
        "metadata",
        "f:spec",
        "k:{\"a\":1}"
    };
    private static final String[] KEYS = {
        "",
        "a",
        ".",
        "f:",
        "f:spec",
        "k:{",
        "k:{}",
        "v:1",
        "i:0",
        "$patch",
        "$retainKeys",
        "$setElementOrder/tags",
        "$deleteFromPrimitiveList/tags",
        "apiVersion",
        "kind",
        "metadata",
        "spec",
        "status",
        "name",
        "namespace",
        "managedFields",
        "ownerReferences",
        "finalizers",
        "labels",
        "annotations",
        "tags",
        "parts",
        "title",
        "uid",
        "resourceVersion",
        "generateName",
        "deletionTimestamp",
        "creationTimestamp",
        "generation",
        "fieldsV1",
        "~0",
        "~1"
    };

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }

    String text() {
        return pick(TEXTS);
    }

    String key() {
        return pick(KEYS);
    }

    /** Some value, most small. */
    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 3 ? 9 : 12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(5) - 2);
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(new BigInteger("123456789012345678901234567890"));
            case 5 -> NODES.numberNode(new BigDecimal("1.5e300"));
            case 6, 7, 8 -> NODES.textNode(text());
            case 9 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(key(), value(depth + 1));
                }
                yield object;
            }
        };
    }

    /** A copy with up to three places changed. */
    JsonNode mutated(JsonNode original) {
        JsonNode copy = original.deepCopy();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(copy, containers);
            if (containers.isEmpty()) {
                return value(0);
            }
            change(containers.get(random.nextInt(containers.size())));
        }
        return random.nextInt(40) == 0 ? value(0) : copy;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    private void change(JsonNode container) {
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() || random.nextInt(4) == 0 ? key() : names.get(random.nextInt(names.size()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(random.nextInt(8) == 0 ? key() : name, value(0));
                default -> object.set(key(), value(0));
            }
        } else if (container instanceof ArrayNode array) {
            int at = array.isEmpty() ? 0 : random.nextInt(array.size());
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!array.isEmpty()) {
                        array.remove(at);
                    }
                }
                case 1 -> array.insert(at, value(0));
                default -> {
                    if (!array.isEmpty()) {
                        array.add(array.get(at).deepCopy());
                    }
                }
            }
        }
    }

    /** Bytes cut, flipped, doubled or put in. */
    byte[] mutated(byte[] original) {
        if (original.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(original.length);
        return switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(original, at);
            case 1 -> {
                byte[] copy = original.clone();
                copy[at] = (byte) random.nextInt();
                yield copy;
            }
            case 2 -> java.util.Arrays.copyOfRange(original, at, original.length);
            default -> {
                byte[] put = text().getBytes(StandardCharsets.UTF_8);
                byte[] copy = java.util.Arrays.copyOf(original, original.length + put.length);
                System.arraycopy(original, at, copy, at + put.length, original.length - at);
                System.arraycopy(put, 0, copy, at, put.length);
                yield copy;
            }
        };
    }
}
