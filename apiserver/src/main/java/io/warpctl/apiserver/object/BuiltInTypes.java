package io.warpctl.apiserver.object;

import io.warpctl.apiserver.object.GoType.Basic;
import io.warpctl.apiserver.object.GoType.Field;
import io.warpctl.apiserver.object.GoType.Kind;
import io.warpctl.apiserver.object.GoType.ListOf;
import io.warpctl.apiserver.object.GoType.MapOf;
import io.warpctl.apiserver.object.GoType.Struct;
import io.warpctl.apiserver.object.Shape.ListType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of built-in types, read once from {@code built-in-types.txt}. */
final class BuiltInTypes {
    private static final Map<String, Basic> BASICS = Map.of(
            "string", new Basic(Kind.STRING, "string"),
            "bool", new Basic(Kind.BOOLEAN, "bool"),
            "int32", new Basic(Kind.INTEGER, "int32"),
            "int64", new Basic(Kind.INTEGER, "int64"),
            "time", new Basic(Kind.TIME, "string"),
            "microtime", new Basic(Kind.MICRO_TIME, "string"),
            "[]byte", new Basic(Kind.BYTES, "[]uint8"),
            "any", new Basic(Kind.ANY, "interface {}"));
    private static final BuiltInTypes TABLE = new BuiltInTypes(lines());

    private final Map<String, List<String>> source = new LinkedHashMap<>();
    private final Map<String, Struct> structs = new HashMap<>();

    private BuiltInTypes(List<String> lines) {
        String struct = "";
        for (String line : lines) {
            if (line.startsWith("  ")) {
                source.get(struct).add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                struct = line.strip();
                source.put(struct, new ArrayList<>());
            }
        }
        source.keySet().forEach(this::struct);
    }

    /** The struct of a kind or of a part of one. */
    static Optional<Struct> struct(String group, String name) {
        Struct specific = TABLE.structs.get(group + "/" + name);
        return Optional.ofNullable(specific != null ? specific : TABLE.structs.get(name));
    }

    private Struct struct(String header) {
        String name = header.split(" ")[0];
        Struct known = structs.get(name);
        if (known != null) {
            return known;
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String line : source.get(header)) {
            String[] words = line.split(" +");
            fields.put(words[0], field(words[1], List.of(words).subList(2, words.length)));
        }
        Struct struct = new Struct(name.substring(name.indexOf('/') + 1), fields, header.endsWith(" atomic"));
        structs.put(name, struct);
        return struct;
    }

    private Field field(String type, List<String> words) {
        boolean pointer = type.startsWith("*");
        GoType parsed = type(pointer ? type.substring(1) : type);
        String number = option(words, "@");
        return new Field(
                parsed,
                pointer,
                words.contains("always"),
                shape(parsed, words),
                number.isEmpty() ? 0 : Integer.parseInt(number),
                option(words, "as="));
    }

    private GoType type(String text) {
        if (BASICS.containsKey(text)) {
            return BASICS.get(text);
        }
        if (text.startsWith("map[string]")) {
            return new MapOf(type(text.substring("map[string]".length())));
        }
        if (text.startsWith("[]")) {
            return new ListOf(type(text.substring(2)));
        }
        return struct(source.containsKey(text) ? text : text + " atomic");
    }

    private static Shape shape(GoType type, List<String> words) {
        if (type instanceof ListOf list) {
            String keys = option(words, "keys=");
            if (!keys.isEmpty()) {
                return Shape.listMap(shape(list.item(), List.of()), keys.split(","));
            }
            if (words.contains("set")) {
                return Shape.set();
            }
            String merge = option(words, "merge=");
            return merge.isEmpty()
                    ? Shape.atomicList()
                    : new Shape.Items(shape(list.item(), List.of()), ListType.ATOMIC, List.of(merge), Map.of());
        }
        if (type instanceof MapOf map) {
            return words.contains("atomic") ? Shape.atomicMap() : Shape.map(shape(map.value(), List.of()));
        }
        if (type instanceof Struct struct) {
            return shape(struct);
        }
        return type instanceof Basic basic && basic.kind() == Kind.ANY ? Shape.FREE : Shape.SCALAR;
    }

    /** How a struct merges. */
    static Shape shape(Struct struct) {
        Map<String, Shape> fields = new HashMap<>();
        struct.fields().forEach((name, field) -> fields.put(name, field.shape()));
        return new Shape.Fields(fields, Optional.empty(), struct.atomic());
    }

    private static String option(List<String> words, String prefix) {
        return words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    private static List<String> lines() {
        try (InputStream in = BuiltInTypes.class.getResourceAsStream("built-in-types.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
