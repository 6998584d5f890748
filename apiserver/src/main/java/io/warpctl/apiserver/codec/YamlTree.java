package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.warpctl.apiserver.object.GoJson;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML nodes into a JSON tree. Aliases are written out, up to a bound: a few lines can stand for gigabytes. */
final class YamlTree {

    private static final int MAX_NODES = 1_600_000;
    private static final int MAX_TEXT = 8 << 20;

    private final List<String> duplicates = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private int nodes;
    private long text;

    List<String> duplicates() {
        return duplicates;
    }

    List<String> repeated() {
        return repeated;
    }

    JsonNode value(Node node, String path, int depth) throws MalformedException {
        if (node instanceof ScalarNode scalar) {
            text += scalar.getValue().length();
        }
        if (++nodes > MAX_NODES || text > MAX_TEXT || depth > BodyReader.MAX_DEPTH) {
            throw new MalformedException("error converting YAML to JSON: yaml: document contains excessive aliasing");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(value(item, path + "[" + array.size() + "]", depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private static JsonNode scalar(ScalarNode node) {
        boolean word =
                node.getScalarStyle() == ScalarStyle.PLAIN && !node.getTag().equals(Tag.STR);
        // A plain word may have been given the tag of a text because it is none of YAML 1.2's other types.
        boolean plainText =
                node.getScalarStyle() == ScalarStyle.PLAIN && node.getTag().equals(Tag.STR);
        return word || plainText ? YamlScalars.resolve(node.getValue()) : TextNode.valueOf(node.getValue());
    }

    private ObjectNode mapping(MappingNode node, String path, int depth) throws MalformedException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new MalformedException("error converting YAML to JSON: yaml: a key is not a scalar");
            }
            if (key.getTag().equals(Tag.MERGE)) {
                merge(merged, value(tuple.getValueNode(), path, depth + 1));
                continue;
            }
            JsonNode name = scalar(key);
            String text = name.isNull() ? "null" : name.asText();
            String inner = path.isEmpty() ? text : path + "." + text;
            if (object.replace(text, value(tuple.getValueNode(), inner, depth + 1)) != null) {
                duplicates.add(inner);
                int line = tuple.getValueNode().getStartMark().getLine() + 1;
                repeated.add("line " + line + ": key " + GoJson.quote(text) + " already set in map");
            }
        }
        merged.properties().forEach(field -> {
            if (!object.has(field.getKey())) {
                object.set(field.getKey(), field.getValue());
            }
        });
        return object;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        if (from instanceof ObjectNode object) {
            object.properties().forEach(field -> into.putIfAbsent(field.getKey(), field.getValue()));
        } else {
            from.forEach(each -> merge(into, each));
        }
    }
}
