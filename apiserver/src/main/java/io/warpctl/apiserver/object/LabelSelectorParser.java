package io.warpctl.apiserver.object;

import io.warpctl.apiserver.object.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Recursive-descent reader of the label selector grammar, with the error texts Kubernetes gives. */
final class LabelSelectorParser {
    private static final String SYMBOLS = "()=!,<>";
    private static final String END = "";
    private static final Set<String> OPERATORS = Set.of("=", "==", "!=", "in", "notin", ">", "<");

    private final List<String> tokens;
    private int next;

    LabelSelectorParser(String text) {
        this.tokens = tokens(text);
    }

    List<LabelRequirement> parse() {
        List<LabelRequirement> requirements = new ArrayList<>();
        while (true) {
            String token = peek();
            if (isIdentifier(token) || token.equals("!")) {
                requirements.add(requirement());
                String separator = take();
                if (separator.equals(END)) {
                    return requirements;
                }
                if (!separator.equals(",")) {
                    throw error("found '" + separator + "', expected: ',' or 'end of string'");
                }
                String following = peek();
                if (!isIdentifier(following) && !following.equals("!")) {
                    throw error("found '" + following + "', expected: identifier after ','");
                }
            } else if (token.equals(END)) {
                return requirements;
            } else {
                throw error("found '" + token + "', expected: !, identifier, or 'end of string'");
            }
        }
    }

    private LabelRequirement requirement() {
        boolean absent = peek().equals("!");
        if (absent) {
            take();
        }
        String key = take();
        if (!isIdentifier(key)) {
            throw error("unable to parse requirement: found '" + key + "', expected: identifier");
        }
        List<String> faults = Names.qualifiedName(key);
        if (!faults.isEmpty()) {
            throw error("unable to parse requirement: key: Invalid value: " + GoJson.quote(key) + ": "
                    + String.join("; ", faults));
        }
        if (absent) {
            return new LabelRequirement(key, Operator.ABSENT, Set.of());
        }
        String following = peek();
        if (following.equals(END) || following.equals(",")) {
            return new LabelRequirement(key, Operator.EXISTS, Set.of());
        }
        String operator = take();
        if (!OPERATORS.contains(operator)) {
            throw error(
                    "unable to parse requirement: found '" + operator + "', expected: in, notin, =, ==, !=, gt, lt");
        }
        return operator.equals("in") || operator.equals("notin")
                ? ofSet(key, operator.equals("in") ? Operator.IN : Operator.NOT_IN)
                : ofOne(key, operator);
    }

    private LabelRequirement ofOne(String key, String operator) {
        String value = peek();
        if (value.equals(END) || value.equals(",")) {
            value = "";
        } else if (isIdentifier(take())) {
            checkValue(key, value);
        } else {
            throw error("unable to parse requirement: found '" + value + "', expected: identifier");
        }
        boolean ordered = operator.equals(">") || operator.equals("<");
        if (ordered && !value.matches("[-+]?\\d{1,19}")) {
            throw error("unable to parse requirement: values[0]: Invalid value: " + GoJson.quote(value)
                    + ": for 'Gt', 'Lt' operators, the value must be an integer");
        }
        Operator meaning = switch (operator) {
            case ">" -> Operator.GREATER;
            case "<" -> Operator.LESS;
            case "!=" -> Operator.NOT_IN;
            default -> Operator.IN;
        };
        return new LabelRequirement(key, meaning, Set.of(value));
    }

    private LabelRequirement ofSet(String key, Operator operator) {
        String open = take();
        if (!open.equals("(")) {
            throw error("unable to parse requirement: found '" + open + "' expected: '('");
        }
        Set<String> values = new TreeSet<>();
        String token = peek();
        if (!isIdentifier(token) && !token.equals(",") && !token.equals(")")) {
            throw error("unable to parse requirement: found '" + token + "', expected: ',', ')' or identifier");
        }
        boolean afterValue = false;
        while (true) {
            token = take();
            if (isIdentifier(token) && !afterValue) {
                values.add(token);
                afterValue = true;
            } else if (token.equals(",")) {
                if (!afterValue) {
                    values.add("");
                }
                afterValue = false;
                if (peek().equals(")")) {
                    values.add("");
                }
            } else if (token.equals(")")) {
                if (!afterValue) {
                    values.add("");
                }
                break;
            } else {
                throw error("unable to parse requirement: found '" + token + "', expected: "
                        + (afterValue ? "',' or ')'" : "',', or ')' or identifier"));
            }
        }
        values.forEach(value -> checkValue(key, value));
        return new LabelRequirement(key, operator, values);
    }

    private static void checkValue(String key, String value) {
        List<String> faults = Names.labelValue(value);
        if (!faults.isEmpty()) {
            throw error("unable to parse requirement: values[0][" + key + "]: Invalid value: " + GoJson.quote(value)
                    + ": " + String.join("; ", faults));
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private String take() {
        String token = peek();
        next++;
        return token;
    }

    private static boolean isIdentifier(String token) {
        return !token.isEmpty() && SYMBOLS.indexOf(token.charAt(0)) < 0;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int start = at;
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
                continue;
            }
            if (SYMBOLS.indexOf(c) >= 0) {
                String two = text.substring(at, Math.min(text.length(), at + 2));
                at += two.equals("==") || two.equals("!=") ? 2 : 1;
            } else {
                while (at < text.length() && (SYMBOLS + " \t\r\n").indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
            tokens.add(text.substring(start, at));
        }
        return tokens;
    }

    private static ApiError error(String message) {
        return ApiError.badRequest(message);
    }
}
