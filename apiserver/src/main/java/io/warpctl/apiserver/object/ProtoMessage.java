package io.warpctl.apiserver.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of Kubernetes' protobuf form and the JSON object it stands for. */
public record ProtoMessage(List<Field> fields) {

    /** What a field's bytes mean. */
    public enum Form {
        TEXT,
        INTEGER,
        BOOLEAN,
        BYTES,
        TIME,
        MESSAGE,
        /** A message whose only field has the JSON of a set of fields. */
        FIELDS,
        /** A JSON schema. */
        SCHEMA,
        /** A message without fields. */
        EMPTY
    }

    /** How often a field's value occurs. */
    public enum Count {
        ONE,
        LIST,
        MAP
    }

    /**
     * A field.
     *
     * @param optional whether zero is told apart from absent
     * @param inner what a {@link Form#MESSAGE} is made of
     */
    public record Field(
            int number, String name, Form form, Count count, boolean optional, Optional<ProtoMessage> inner) {}

    public ProtoMessage {
        // In the order in which they are written.
        fields = fields.stream().sorted(Comparator.comparingInt(Field::number)).toList();
    }

    /** The field of a number. */
    public Optional<Field> field(int number) {
        return fields.stream().filter(field -> field.number() == number).findFirst();
    }

    /** The message of a built-in kind or of one of the machinery's, empty if there is none. */
    public static Optional<ProtoMessage> of(String group, String kind) {
        return BuiltInTypes.struct(group, kind).map(struct -> {
            ProtoMessage own = of(struct);
            if (own.field(1).isPresent()) {
                return own;
            }
            return own.with(
                    1, "metadata", of(BuiltInTypes.struct("", "ObjectMeta").orElseThrow()), Count.ONE);
        });
    }

    /** The message of a list of these. */
    public ProtoMessage list() {
        ProtoMessage metadata = of(BuiltInTypes.struct("", "ListMeta").orElseThrow());
        return new ProtoMessage(List.of())
                .with(1, "metadata", metadata, Count.ONE)
                .with(2, "items", this, Count.LIST);
    }

    private ProtoMessage with(int number, String name, ProtoMessage inner, Count count) {
        List<Field> all = new ArrayList<>(fields);
        all.add(new Field(number, name, Form.MESSAGE, count, false, Optional.of(inner)));
        return new ProtoMessage(all);
    }

    private static ProtoMessage of(GoType.Struct struct) {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, GoType.Field> each : struct.fields().entrySet()) {
            if (each.getValue().number() > 0) {
                fields.add(field(each.getKey(), each.getValue()));
            }
        }
        return new ProtoMessage(fields);
    }

    private static Field field(String name, GoType.Field field) {
        GoType type = field.type();
        Count count = Count.ONE;
        if (type instanceof GoType.ListOf list) {
            count = Count.LIST;
            type = list.item();
        } else if (type instanceof GoType.MapOf map) {
            count = Count.MAP;
            type = map.value();
        }
        Optional<ProtoMessage> inner =
                type instanceof GoType.Struct struct ? Optional.of(of(struct)) : Optional.empty();
        return new Field(field.number(), name, form(type, field.form()), count, field.pointer(), inner);
    }

    private static Form form(GoType type, String word) {
        if (!(type instanceof GoType.Basic basic)) {
            return Form.MESSAGE;
        }
        return switch (basic.kind()) {
            case STRING -> Form.TEXT;
            case INTEGER -> Form.INTEGER;
            case BOOLEAN -> Form.BOOLEAN;
            case TIME, MICRO_TIME -> Form.TIME;
            case BYTES -> Form.BYTES;
            case ANY ->
                switch (word) {
                    case "fields" -> Form.FIELDS;
                    case "schema" -> Form.SCHEMA;
                    case "empty" -> Form.EMPTY;
                    default -> throw new IllegalStateException("no protobuf form of any value: " + word);
                };
        };
    }
}
