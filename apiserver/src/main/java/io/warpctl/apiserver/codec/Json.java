package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.store.Draft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reading and writing of objects the server itself made. What clients send is read by {@link BodyReader}. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final double MAX_EXACT = 0x1p63;
    private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "spec", "status");

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads JSON the server wrote. @throws UncheckedIOException if it is not a JSON object */
    public static ObjectNode read(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            return (ObjectNode) new TreeReader(parser).value("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value as it will be read back: whole floating point numbers are written without a point and so become integers.
     */
    public static JsonNode settled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(settled(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, settled(array.get(i)));
            }
        } else if (node.isDouble()
                && node.doubleValue() == Math.rint(node.doubleValue())
                && Math.abs(node.doubleValue()) < MAX_EXACT) {
            return LongNode.valueOf(node.longValue());
        } else if (node.isInt()) {
            return LongNode.valueOf(node.longValue());
        }
        return node;
    }

    /** Reads a JSON literal of the program. */
    public static ObjectNode read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The name in the metadata of JSON the server wrote, which is not read further; empty if there is none. */
    public static String nameOf(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            return found(parser, "metadata") && found(parser, "name") ? parser.getText() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes from the beginning of an object to the value of a member. */
    private static boolean found(JsonParser parser, String member) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(member);
            parser.nextToken();
            if (wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** Something that is written token by token. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /** What {@code writing} writes, in UTF-8. */
    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            writing.to(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Compact JSON in UTF-8, numbers as Go writes them. */
    public static byte[] bytes(JsonNode node) {
        return bytes(out -> new TreeWriter(out).value(node));
    }

    /** The same tree with the members of all its objects in order, as Kubernetes writes custom resources. */
    public static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode result = object();
            members.forEach(result::set);
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = array.arrayNode();
            array.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }

    /** The object's JSON with a gap where its resourceVersion goes. Well-known fields come first. */
    public static Draft draft(ObjectNode object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            TreeWriter writer = new TreeWriter(generator);
            generator.writeStartObject();
            int gap = 0;
            for (String name : FIRST) {
                JsonNode value = object.get(name);
                if (name.equals("metadata")) {
                    generator.writeFieldName(name);
                    gap = metadata(generator, out, object.withObject("/metadata"));
                } else if (value != null) {
                    writer.member(name, value);
                }
            }
            for (var field : object.properties()) {
                if (!FIRST.contains(field.getKey())) {
                    writer.member(field.getKey(), field.getValue());
                }
            }
            generator.writeEndObject();
            generator.flush();
            byte[] all = out.toByteArray();
            return new Draft(Arrays.copyOf(all, gap), Arrays.copyOfRange(all, gap, all.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int metadata(JsonGenerator generator, ByteArrayOutputStream out, ObjectNode metadata)
            throws IOException {
        TreeWriter writer = new TreeWriter(generator);
        generator.writeStartObject();
        generator.writeFieldName("resourceVersion");
        generator.writeRawValue("\"");
        generator.flush();
        int gap = out.size();
        generator.writeRaw('"');
        for (var field : metadata.properties()) {
            if (!field.getKey().equals("resourceVersion")) {
                writer.member(field.getKey(), field.getValue());
            }
        }
        generator.writeEndObject();
        return gap;
    }
}
