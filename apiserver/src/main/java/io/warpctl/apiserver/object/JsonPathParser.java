package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a JSONPath into steps, each from one value to several. */
final class JsonPathParser {
    private static final Pattern FILTER = Pattern.compile("^\\s*(.+?)\\s*(==|!=|<=|>=|<|>)\\s*(.+?)\\s*$");
    private static final Pattern SLICE = Pattern.compile("^(-?\\d*):(-?\\d*)(?::(\\d+))?$");

    private final String path;
    private final List<Function<JsonNode, List<JsonNode>>> steps = new ArrayList<>();
    private int at;

    JsonPathParser(String path) {
        boolean braces = path.startsWith("{") && path.endsWith("}");
        this.path = braces ? path.substring(1, path.length() - 1) : path;
    }

    JsonPath parse() {
        if (path.startsWith("$") || path.startsWith("@")) {
            at = 1;
        }
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '.' && at + 1 < path.length() && path.charAt(at + 1) == '.') {
                at += 2;
                steps.add(JsonPathParser::descendants);
                if (at < path.length() && path.charAt(at) != '[') {
                    field();
                }
            } else if (c == '.') {
                at++;
                if (at < path.length() && path.charAt(at) != '[') {
                    field();
                }
            } else if (c == '[') {
                bracket();
            } else {
                field();
            }
        }
        return new JsonPath(steps);
    }

    private void field() {
        StringBuilder name = new StringBuilder();
        while (at < path.length() && ".[ ".indexOf(path.charAt(at)) < 0) {
            if (path.charAt(at) == '\\' && at + 1 < path.length()) {
                at++;
            }
            name.append(path.charAt(at++));
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("unexpected character in path: " + path);
        }
        member(name.toString());
    }

    private void member(String name) {
        steps.add(
                name.equals("*")
                        ? JsonPathParser::children
                        : node -> node.has(name) ? List.of(node.get(name)) : List.of());
    }

    private void bracket() {
        int end = closing();
        String inside = path.substring(at + 1, end).strip();
        at = end + 1;
        if (inside.startsWith("?(") && inside.endsWith(")")) {
            Predicate<JsonNode> condition = condition(inside.substring(2, inside.length() - 1));
            steps.add(node -> children(node).stream().filter(condition).toList());
        } else if (isQuoted(inside)) {
            String name = inside.substring(1, inside.length() - 1);
            steps.add(node -> node.has(name) ? List.of(node.get(name)) : List.of());
        } else if (inside.equals("*")) {
            steps.add(JsonPathParser::children);
        } else if (inside.matches("-?\\d{1,9}(,-?\\d{1,9})*")) {
            List<Integer> indexes = new ArrayList<>();
            for (String index : inside.split(",")) {
                indexes.add(Integer.parseInt(index));
            }
            steps.add(node -> indexes.stream()
                    .map(i -> i < 0 ? node.size() + i : i)
                    .filter(i -> node.isArray() && node.has(i))
                    .<JsonNode>map(node::get)
                    .toList());
        } else {
            slice(inside);
        }
    }

    private void slice(String inside) {
        Matcher matcher = SLICE.matcher(inside);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid array index " + inside);
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        int step = matcher.group(3) == null ? 1 : Math.max(1, Integer.parseInt(matcher.group(3)));
        steps.add(node -> {
            List<JsonNode> items = new ArrayList<>();
            int first = from.isEmpty() ? 0 : Integer.parseInt(from);
            int last = to.isEmpty() ? node.size() : Integer.parseInt(to);
            first = first < 0 ? Math.max(0, first + node.size()) : first;
            last = last < 0 ? last + node.size() : Math.min(last, node.size());
            for (int i = first; node.isArray() && i < last; i += step) {
                items.add(node.get(i));
            }
            return items;
        });
    }

    /** The end of the bracket that begins here, quotes and inner brackets skipped. */
    private int closing() {
        int depth = 0;
        char quote = 0;
        for (int i = at; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("unterminated array");
    }

    private static Predicate<JsonNode> condition(String text) {
        Matcher matcher = FILTER.matcher(text);
        if (!matcher.matches()) {
            JsonPath path = JsonPath.compile(text.strip());
            return node -> !path.find(node).isEmpty();
        }
        Function<JsonNode, List<JsonNode>> left = operand(matcher.group(1));
        Function<JsonNode, List<JsonNode>> right = operand(matcher.group(3));
        String operator = matcher.group(2);
        return node -> {
            List<JsonNode> a = left.apply(node);
            List<JsonNode> b = right.apply(node);
            return !a.isEmpty() && !b.isEmpty() && holds(a.get(0), operator, b.get(0));
        };
    }

    private static Function<JsonNode, List<JsonNode>> operand(String text) {
        if (isQuoted(text)) {
            List<JsonNode> literal = List.of(TextNode.valueOf(text.substring(1, text.length() - 1)));
            return node -> literal;
        }
        if (text.equals("true") || text.equals("false")) {
            List<JsonNode> literal = List.of(BooleanNode.valueOf(text.equals("true")));
            return node -> literal;
        }
        if (text.matches("[-+]?\\d{1,15}(\\.\\d{1,15})?")) {
            List<JsonNode> literal = List.of(DoubleNode.valueOf(Double.parseDouble(text)));
            return node -> literal;
        }
        JsonPath path = JsonPath.compile(text);
        return path::find;
    }

    private static boolean holds(JsonNode a, String operator, JsonNode b) {
        boolean numbers = a.isNumber() && b.isNumber();
        if (!numbers && a.getNodeType() != b.getNodeType()) {
            return operator.equals("!=");
        }
        int order = numbers
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : a.asText().compareTo(b.asText());
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1
                && (text.startsWith("\"") && text.endsWith("\"") || text.startsWith("'") && text.endsWith("'"));
    }

    private static List<JsonNode> children(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return children;
    }

    private static List<JsonNode> descendants(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        all.add(node);
        node.forEach(child -> all.addAll(descendants(child)));
        return all;
    }
}
