package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON schemas in protobuf, as definitions have them: {@code JSONSchemaProps} of Kubernetes' {@code generated.proto}. */
final class SchemaProtobuf {

    private enum Form {
        TEXT,
        FLAG,
        REAL,
        NUMBER,
        TEXTS,
        ANY,
        ANYS,
        SCHEMA,
        SCHEMAS,
        BY_NAME,
        OR_FLAG,
        OR_LIST,
        RULES
    }

    private record Field(int number, String name, Form form) {}

    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();
    private static final Map<Integer, Field> NUMBERS = new LinkedHashMap<>();
    private static final String[] RULE = {"", "rule", "message", "messageExpression", "reason", "fieldPath"};
    private static final int OPTIONAL_OLD_SELF = 6;

    static {
        define(Form.TEXT, 1, "id", 2, "$schema", 3, "$ref", 4, "description", 5, "type", 6, "format", 7, "title");
        define(Form.TEXT, 15, "pattern", 42, "x-kubernetes-list-type", 43, "x-kubernetes-map-type");
        define(Form.ANY, 8, "default", 36, "example");
        define(Form.ANYS, 20, "enum");
        define(Form.REAL, 9, "maximum", 11, "minimum", 19, "multipleOf");
        define(Form.FLAG, 10, "exclusiveMaximum", 12, "exclusiveMinimum", 18, "uniqueItems", 37, "nullable");
        define(Form.FLAG, 38, "x-kubernetes-preserve-unknown-fields", 39, "x-kubernetes-embedded-resource");
        define(Form.FLAG, 40, "x-kubernetes-int-or-string");
        define(Form.NUMBER, 13, "maxLength", 14, "minLength", 16, "maxItems", 17, "minItems");
        define(Form.NUMBER, 21, "maxProperties", 22, "minProperties");
        define(Form.TEXTS, 23, "required", 41, "x-kubernetes-list-map-keys");
        define(Form.OR_LIST, 24, "items");
        define(Form.SCHEMAS, 25, "allOf", 26, "oneOf", 27, "anyOf");
        define(Form.SCHEMA, 28, "not");
        define(Form.BY_NAME, 29, "properties", 31, "patternProperties", 34, "definitions");
        define(Form.OR_FLAG, 30, "additionalProperties", 33, "additionalItems");
        define(Form.RULES, 44, "x-kubernetes-validations");
    }

    private SchemaProtobuf() {}

    private static void define(Form form, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            Field field = new Field((Integer) pairs[i], (String) pairs[i + 1], form);
            FIELDS.put(field.name, field);
            NUMBERS.put(field.number, field);
        }
    }

    static ProtoWriter write(JsonNode schema) {
        ProtoWriter out = new ProtoWriter();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            Field field = FIELDS.get(member.getKey());
            if (field != null && !member.getValue().isNull()) {
                write(out, field, member.getValue());
            }
        }
        return out;
    }

    private static void write(ProtoWriter out, Field field, JsonNode value) {
        int number = field.number;
        switch (field.form) {
            case TEXT -> out.text(number, value.asText());
            case FLAG -> out.flag(number, value.asBoolean());
            case REAL -> out.real(number, value.asDouble());
            case NUMBER -> out.number(number, value.asLong());
            case TEXTS -> value.forEach(each -> out.text(number, each.asText()));
            case ANY -> out.message(number, any(value));
            case ANYS -> value.forEach(each -> out.message(number, any(each)));
            case SCHEMA -> out.message(number, write(value));
            case SCHEMAS -> value.forEach(each -> out.message(number, write(each)));
            case BY_NAME ->
                value.properties()
                        .forEach(each -> out.message(
                                number, new ProtoWriter().text(1, each.getKey()).message(2, write(each.getValue()))));
            case OR_FLAG -> {
                ProtoWriter inner = new ProtoWriter().flag(1, !value.isBoolean() || value.booleanValue());
                out.message(number, value.isObject() ? inner.message(2, write(value)) : inner);
            }
            case OR_LIST -> out.message(number, new ProtoWriter().message(1, write(value)));
            case RULES -> value.forEach(each -> out.message(number, rule(each)));
        }
    }

    private static ProtoWriter any(JsonNode value) {
        return new ProtoWriter().bytes(1, Json.bytes(value));
    }

    private static ProtoWriter rule(JsonNode rule) {
        ProtoWriter out = new ProtoWriter();
        for (int i = 1; i < RULE.length; i++) {
            if (rule.path(RULE[i]).isTextual()) {
                out.text(i, rule.path(RULE[i]).asText());
            }
        }
        if (rule.path("optionalOldSelf").isBoolean()) {
            out.flag(OPTIONAL_OLD_SELF, rule.path("optionalOldSelf").booleanValue());
        }
        return out;
    }

    static ObjectNode read(byte[] bytes, int depth) throws MalformedException {
        if (depth > Protobuf.MAX_DEPTH) {
            throw new MalformedException("nested too deeply");
        }
        ObjectNode schema = Json.object();
        ProtoReader in = new ProtoReader(bytes);
        for (int number = in.next(); number != 0; number = in.next()) {
            Field field = NUMBERS.get(number);
            if (field != null) {
                read(schema, field, in, depth);
            }
        }
        return schema;
    }

    private static void read(ObjectNode out, Field field, ProtoReader in, int depth) throws MalformedException {
        String name = field.name;
        switch (field.form) {
            case TEXT -> Protobuf.putText(out, name, in.text());
            case FLAG -> Protobuf.putFlag(out, name, in.number() != 0);
            case REAL -> out.set(name, Json.settled(out.numberNode(in.real())));
            case NUMBER -> out.put(name, in.number());
            case TEXTS -> out.withArray(name).add(in.text());
            case ANY -> out.set(name, json(in.bytes()));
            case ANYS -> out.withArray(name).add(json(in.bytes()));
            case SCHEMA -> out.set(name, read(in.bytes(), depth + 1));
            case SCHEMAS -> out.withArray(name).add(read(in.bytes(), depth + 1));
            case BY_NAME -> {
                ProtoReader entry = new ProtoReader(in.bytes());
                String key = "";
                byte[] value = {};
                for (int number = entry.next(); number != 0; number = entry.next()) {
                    if (number == 1) {
                        key = entry.text();
                    } else if (number == 2) {
                        value = entry.bytes();
                    }
                }
                out.withObjectProperty(name).set(key, read(value, depth + 1));
            }
            case OR_FLAG -> orFlag(out, name, new ProtoReader(in.bytes()), depth);
            case OR_LIST -> {
                ProtoReader items = new ProtoReader(in.bytes());
                for (int number = items.next(); number != 0; number = items.next()) {
                    if (number == 1) {
                        out.set(name, read(items.bytes(), depth + 1));
                    }
                }
            }
            case RULES -> rule(out.withArray(name).addObject(), new ProtoReader(in.bytes()));
        }
    }

    private static void orFlag(ObjectNode out, String name, ProtoReader in, int depth) throws MalformedException {
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1 && !out.path(name).isObject()) {
                out.put(name, in.number() != 0);
            } else if (number == 2) {
                out.set(name, read(in.bytes(), depth + 1));
            }
        }
    }

    private static void rule(ObjectNode out, ProtoReader in) throws MalformedException {
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number < RULE.length) {
                Protobuf.putText(out, RULE[number], in.text());
            } else if (number == OPTIONAL_OLD_SELF) {
                out.put("optionalOldSelf", in.number() != 0);
            }
        }
    }

    private static JsonNode json(byte[] any) throws MalformedException {
        ProtoReader in = new ProtoReader(any);
        byte[] raw = "null".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int number = in.next(); number != 0; number = in.next()) {
            if (number == 1) {
                raw = in.bytes();
            }
        }
        return BodyReader.json(raw).value();
    }
}
