package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** JSON and quoted text spelled as Kubernetes spells them in messages and field paths. */
public final class GoJson {
    private static final int MAX_PLAIN_EXPONENT = 21;
    private static final int MIN_PLAIN_EXPONENT = -4;
    private static final int MIN_PLAIN_JSON_EXPONENT = -6;

    private GoJson() {}

    /** A value as validation messages show it: texts quoted, objects and lists as compact JSON with sorted keys. */
    public static String value(JsonNode value) {
        return value.isTextual() ? quote(value.textValue()) : value.isNumber() ? plain(value) : compact(value);
    }

    /** A text in double quotes with Go's escapes ({@code %q}). */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> quoted(out, c));
        return out.append('"').toString();
    }

    /** Compact JSON, keys sorted, HTML characters escaped, as Go's encoder writes a map. */
    public static String compact(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /** A number as messages show it: {@code 3}, {@code 1.5}, {@code 1e+21}, {@code 1e-05}. */
    public static String plain(JsonNode number) {
        return isInt64(number) ? number.asText() : number(number.doubleValue(), MIN_PLAIN_EXPONENT, 2);
    }

    /** Whether Kubernetes holds this number as a 64-bit integer rather than as floating point. */
    public static boolean isInt64(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    private static String number(double value, int minPlainExponent, int exponentDigits) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent < MAX_PLAIN_EXPONENT && exponent >= minPlainExponent) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String power = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + "0".repeat(Math.max(0, exponentDigits - power.length())) + power;
    }

    private static void write(StringBuilder out, JsonNode value) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            out.append('{');
            sorted.forEach((key, member) -> {
                text(out, key);
                out.append(':');
                write(out, member);
                out.append(',');
            });
            close(out, '}');
        } else if (value.isArray()) {
            out.append('[');
            for (JsonNode item : value) {
                write(out, item);
                out.append(',');
            }
            close(out, ']');
        } else if (value.isTextual()) {
            text(out, value.textValue());
        } else if (value.isNumber() && !isInt64(value)) {
            out.append(number(value.doubleValue(), MIN_PLAIN_JSON_EXPONENT, 1));
        } else if (value.isMissingNode()) {
            out.append("null");
        } else {
            out.append(value.asText());
        }
    }

    /** Ends a list: in place of the comma after the last item, if there is one. */
    private static void close(StringBuilder out, char bracket) {
        if (out.charAt(out.length() - 1) == ',') {
            out.setLength(out.length() - 1);
        }
        out.append(bracket);
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void quoted(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 0x07 -> out.append("\\a");
            case 0x0b -> out.append("\\v");
            default -> {
                if (c < ' ' || c == 0x7f) {
                    out.append(String.format("\\x%02x", c));
                } else if (!isPrintable(c)) {
                    out.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** Whether a character is shown as it is: Go's {@code unicode.IsPrint}. */
    public static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** What Go's decoder calls a value's JSON type. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            default -> "object";
        };
    }
}
