package io.warpctl.apiserver.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The paths by which a definition names fields: {@code .a.b} or {@code ['a.b'].c}.
 *
 * <p>Source of the rules: {@code ValidFieldPath} in
 * {@code k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go}.
 */
final class FieldPaths {

    private FieldPaths() {}

    /** A path that leads to a field: as messages name it, and the schema of the field. */
    record Found(String path, Schema schema) {}

    /** A path that leads nowhere; the message is that of Kubernetes. */
    static final class InvalidPath extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidPath(String message) {
            super(message);
        }
    }

    /**
     * Where a path leads.
     *
     * @param brackets whether {@code ['name']} is allowed
     */
    static Found find(Schema schema, String path, boolean brackets) throws InvalidPath {
        Found at = new Found("", schema);
        List<String> tokens = tokens(path);
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("[") && !brackets) {
                throw new InvalidPath("array notation is not allowed");
            } else if (!token.equals("[") && !token.equals(".")) {
                throw new InvalidPath("expected [ or . but got: " + token);
            }
            String name = token(tokens, ++i);
            if (token.equals("[")) {
                if (name.length() < 2 || !name.startsWith("'") || !name.endsWith("'")) {
                    throw new InvalidPath("expected single quoted string but got " + name);
                }
                at = step(at, unescaped(name.substring(1, name.length() - 1)));
                String end = token(tokens, ++i);
                if (!end.equals("]")) {
                    throw new InvalidPath("expected ] but got " + end);
                }
            } else {
                at = step(at, name);
            }
        }
        return at;
    }

    /** The path of a valid rule, as messages name it; empty for the place of the rule itself. */
    static Optional<String> normalized(Schema schema, String path) {
        try {
            return Optional.of(find(schema, path, true).path()).filter(found -> !found.isEmpty());
        } catch (InvalidPath notThere) {
            return Optional.empty();
        }
    }

    private static Found step(Found at, String name) throws InvalidPath {
        Schema schema = at.schema();
        if (!schema.properties().isEmpty()) {
            Schema property = schema.properties().get(name);
            if (property == null) {
                throw new InvalidPath("does not refer to a valid field");
            }
            return new Found(ValueValidator.below(at.path(), name), property);
        }
        if (schema.others().isEmpty()) {
            throw new InvalidPath("does not refer to a valid field");
        }
        return new Found(at.path() + "[" + name + "]", schema.others().get());
    }

    private static String token(List<String> tokens, int index) throws InvalidPath {
        if (index >= tokens.size()) {
            throw new InvalidPath("unexpected end of JSON path");
        }
        return tokens.get(index);
    }

    private static List<String> tokens(String path) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(start) == '\'') {
                if (i > start && path.charAt(i) == '\'' && path.charAt(i - 1) != '\\') {
                    tokens.add(path.substring(start, i + 1));
                    start = i + 1;
                }
            } else if (".[]".indexOf(path.charAt(i)) >= 0) {
                if (i > start) {
                    tokens.add(path.substring(start, i));
                }
                tokens.add(path.substring(i, i + 1));
                start = i + 1;
            }
        }
        if (start < path.length()) {
            tokens.add(path.substring(start));
        }
        return tokens;
    }

    private static String unescaped(String text) throws InvalidPath {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escape = text.charAt(++i);
                int known = "abfnrtv'\\".indexOf(escape);
                if (known < 0) {
                    throw new InvalidPath("invalid string literal: invalid escape char \\" + escape);
                }
                out.append("\u0007\b\f\n\r\t\u000b'\\".charAt(known));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
