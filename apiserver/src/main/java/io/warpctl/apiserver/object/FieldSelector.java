package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A parsed field selector: fields that must, or must not, have given values. */
public final class FieldSelector implements Selector {
    /** The selector of everything. */
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());
    /** The fields every resource can be selected by. */
    public static final Set<String> METADATA = Set.of("metadata.name", "metadata.namespace");

    private final List<Term> terms;

    private record Term(String path, String value, boolean equal) {
        boolean matches(ObjectNode object) {
            JsonNode node = object;
            for (String name : path.split("\\.")) {
                node = node.path(name);
            }
            return node.asText("").equals(value) == equal;
        }
    }

    private FieldSelector(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /**
     * Reads Kubernetes' grammar: {@code a.b=c,d!=e,f==g} with {@code \} escaping {@code \ , =}.
     *
     * @param supportedPaths the fields the resource can be selected by, without a leading point
     * @throws ApiError 400 if it cannot be read or names another field
     */
    public static FieldSelector parse(String text, Set<String> supportedPaths) {
        List<Term> terms = new ArrayList<>();
        for (String part : split(text)) {
            if (!part.isEmpty()) {
                Term term = term(text, part);
                if (!supportedPaths.contains(term.path())) {
                    throw ApiError.badRequest("field label not supported: " + term.path());
                }
                terms.add(term);
            }
        }
        return terms.isEmpty() ? EVERYTHING : new FieldSelector(terms);
    }

    @Override
    public boolean matches(ObjectNode object) {
        return terms.stream().allMatch(term -> term.matches(object));
    }

    @Override
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The one name an object must have to match, if the selector demands one. */
    public Optional<String> requiredName() {
        return required("metadata.name");
    }

    /** The one namespace an object must be in to match, if the selector demands one. */
    public Optional<String> requiredNamespace() {
        return required("metadata.namespace");
    }

    private Optional<String> required(String path) {
        return terms.stream()
                .filter(t -> t.equal() && t.path().equals(path))
                .map(Term::value)
                .findFirst();
    }

    private static Term term(String selector, String part) {
        for (int i = 0; i < part.length(); i++) {
            String rest = part.substring(i);
            String operator =
                    rest.startsWith("!=") ? "!=" : rest.startsWith("==") ? "==" : rest.startsWith("=") ? "=" : "";
            if (!operator.isEmpty()) {
                String value = unescape(selector, rest.substring(operator.length()));
                return new Term(part.substring(0, i), value, !operator.equals("!="));
            }
        }
        throw ApiError.badRequest("invalid selector: '" + selector + "'; can't understand '" + part + "'");
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescape(String selector, String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && "\\,=".indexOf(value.charAt(i + 1)) >= 0) {
                out.append(value.charAt(++i));
            } else if (c == '\\') {
                throw ApiError.badRequest("invalid field selector: invalid escape sequence in " + selector);
            } else if (c == '=') {
                throw ApiError.badRequest("invalid field selector: unescaped '=' in value: " + value);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
