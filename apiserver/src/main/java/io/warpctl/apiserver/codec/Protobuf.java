package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ProtoMessage;
import io.warpctl.apiserver.object.ProtoMessage.Field;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes' protobuf form of the built-in kinds: four bytes that say so, the envelope {@code runtime.Unknown}, and in it the
 * message of the kind, whose field numbers are those of Kubernetes' {@code generated.proto} files.
 */
public final class Protobuf {

    /** How deep messages are read. */
    static final int MAX_DEPTH = 100;

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final String LIST = "List";
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private Protobuf() {}

    /** The object as JSON. @throws MalformedException if it is not one of the kinds read here */
    public static ObjectNode read(byte[] bytes) throws MalformedException {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedException("provided data does not appear to be a protobuf message");
        }
        String version = "";
        String kind = "";
        byte[] raw = {};
        ProtoReader in = new ProtoReader(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                ProtoReader type = new ProtoReader(in.bytes());
                for (int field = type.next(); field != 0; field = type.next()) {
                    if (field == 1) {
                        version = type.text();
                    } else if (field == 2) {
                        kind = type.text();
                    }
                }
            } else if (number == 2) {
                raw = in.bytes();
            }
        }
        Optional<ProtoMessage> message = ProtoMessage.of(group(version), kind);
        if (message.isEmpty()) {
            throw new MalformedException("no protobuf form of kind \"" + kind + "\" is read by this server, send JSON");
        }
        ObjectNode object = Json.object().put("apiVersion", version).put("kind", kind);
        read(raw, message.get(), object);
        return object;
    }

    /** The protobuf form of an object or list; empty if its kind has none. */
    public static Optional<byte[]> write(ObjectNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        return message(group(version), kind).map(message -> {
            ProtoWriter type = new ProtoWriter().text(1, version).text(2, kind);
            byte[] unknown = new ProtoWriter()
                    .message(1, type)
                    .message(2, write(object, message))
                    .text(3, "")
                    .text(4, "")
                    .toBytes();
            return ByteBuffer.allocate(MAGIC.length + unknown.length)
                    .put(MAGIC)
                    .put(unknown)
                    .array();
        });
    }

    /** An event of a watch. @param object in protobuf */
    public static byte[] event(String type, byte[] object) {
        return new ProtoWriter()
                .text(1, type)
                .message(2, new ProtoWriter().bytes(1, object))
                .toBytes();
    }

    private static Optional<ProtoMessage> message(String group, String kind) {
        Optional<ProtoMessage> own = ProtoMessage.of(group, kind);
        if (own.isPresent() || !kind.endsWith(LIST)) {
            return own;
        }
        return ProtoMessage.of(group, kind.substring(0, kind.length() - LIST.length()))
                .map(ProtoMessage::list);
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static ProtoWriter write(JsonNode object, ProtoMessage message) {
        ProtoWriter out = new ProtoWriter();
        for (Field field : message.fields()) {
            JsonNode value = object.path(field.name());
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            switch (field.count()) {
                case ONE -> write(out, field.number(), field, value);
                case LIST -> value.forEach(each -> write(out, field.number(), field, each));
                case MAP ->
                    value.properties().forEach(entry -> {
                        ProtoWriter pair = new ProtoWriter().text(1, entry.getKey());
                        write(pair, 2, field, entry.getValue());
                        out.message(field.number(), pair);
                    });
            }
        }
        return out;
    }

    private static void write(ProtoWriter out, int number, Field field, JsonNode value) {
        switch (field.form()) {
            case TEXT -> out.text(number, value.asText());
            case INTEGER -> out.number(number, value.asLong());
            case BOOLEAN -> out.flag(number, value.asBoolean());
            case BYTES -> out.bytes(number, Base64.getDecoder().decode(value.asText()));
            case TIME -> {
                Instant time = OffsetDateTime.parse(value.asText()).toInstant();
                ProtoWriter stamp = new ProtoWriter().number(1, time.getEpochSecond());
                out.message(number, time.getNano() == 0 ? stamp : stamp.number(2, time.getNano()));
            }
            case MESSAGE -> out.message(number, write(value, field.inner().orElseThrow()));
            case FIELDS -> out.message(number, new ProtoWriter().bytes(1, Json.bytes(value)));
            case SCHEMA -> out.message(number, SchemaProtobuf.write(value));
            case EMPTY -> out.message(number, new ProtoWriter());
        }
    }

    private static void read(byte[] bytes, ProtoMessage message, ObjectNode out) throws MalformedException {
        ProtoReader in = new ProtoReader(bytes);
        for (int number = in.next(); number != 0; number = in.next()) {
            Optional<Field> field = message.field(number);
            if (field.isEmpty()) {
                continue;
            }
            String name = field.get().name();
            switch (field.get().count()) {
                case ONE -> read(in, field.get(), out, name);
                case LIST -> {
                    ObjectNode item = Json.object();
                    read(in, field.get(), item, name);
                    out.withArray(name).add(item.path(name).isMissingNode() ? item.textNode("") : item.path(name));
                }
                case MAP -> entry(new ProtoReader(in.bytes()), field.get(), out.withObjectProperty(name));
            }
        }
    }

    private static void entry(ProtoReader in, Field field, ObjectNode map) throws MalformedException {
        String key = "";
        ObjectNode value = Json.object();
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                key = in.text();
            } else if (number == 2) {
                read(in, field, value, field.name());
            }
        }
        map.set(key, value.has(field.name()) ? value.get(field.name()) : map.textNode(""));
    }

    private static void read(ProtoReader in, Field field, ObjectNode out, String name) throws MalformedException {
        boolean zero = field.optional();
        switch (field.form()) {
            case TEXT -> {
                String text = in.text();
                if (zero || !text.isEmpty()) {
                    out.put(name, text);
                }
            }
            case INTEGER -> {
                if (zero || in.number() != 0) {
                    out.put(name, in.number());
                }
            }
            case BOOLEAN -> {
                if (zero || in.number() != 0) {
                    out.put(name, in.number() != 0);
                }
            }
            case BYTES -> out.put(name, Base64.getEncoder().encodeToString(in.bytes()));
            case TIME -> time(new ProtoReader(in.bytes()), out, name);
            case MESSAGE -> read(in.bytes(), field.inner().orElseThrow(), out.withObjectProperty(name));
            case FIELDS -> {
                ProtoReader raw = new ProtoReader(in.bytes());
                for (int number = raw.next(); number != 0; number = raw.next()) {
                    if (number == 1) {
                        out.set(name, BodyReader.json(raw.bytes()).value());
                    }
                }
            }
            case SCHEMA -> out.set(name, SchemaProtobuf.read(in.bytes(), 0));
            case EMPTY -> {
                in.bytes();
                out.putObject(name);
            }
        }
    }

    /** Protobuf has an empty message where JSON has nothing. */
    private static void time(ProtoReader in, ObjectNode out, String name) throws MalformedException {
        Map<Integer, Long> parts = new java.util.HashMap<>();
        for (int number = in.next(); number != 0; number = in.next()) {
            parts.put(number, in.number());
        }
        if (!parts.containsKey(1)) {
            return;
        }
        try {
            Instant time = Instant.ofEpochSecond(parts.get(1), parts.getOrDefault(2, 0L));
            out.put(name, time.getNano() == 0 ? time.toString() : MICROS.format(time.atOffset(ZoneOffset.UTC)));
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw new MalformedException("a time is out of range");
        }
    }

    /** Protobuf has an empty text where JSON has nothing. */
    static void putText(ObjectNode out, String name, String value) {
        if (!value.isEmpty()) {
            out.put(name, value);
        }
    }

    static void putFlag(ObjectNode out, String name, boolean value) {
        if (value) {
            out.put(name, true);
        }
    }
}
