package io.warpctl.apiserver.schema;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** CEL's {@code format}: {@code %s %d %f %e %b %x %X %o %%}, the fractional ones with a precision. */
final class CelFormat {
    private static final int DEFAULT_PRECISION = 6;

    private CelFormat() {}

    /** @throws IllegalArgumentException for unknown verbs and arguments that do not fit */
    static String format(String pattern, List<?> arguments) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '%') {
                out.append(pattern.charAt(i));
                continue;
            }
            i++;
            if (i < pattern.length() && pattern.charAt(i) == '%') {
                out.append('%');
                continue;
            }
            int start = i;
            while (i < pattern.length() && (pattern.charAt(i) == '.' || Character.isDigit(pattern.charAt(i)))) {
                i++;
            }
            String precision =
                    pattern.substring(start, Math.min(i, pattern.length())).replace(".", "");
            if (i >= pattern.length()) {
                throw new IllegalArgumentException("unexpected end of string");
            }
            if (next >= arguments.size()) {
                throw new IllegalArgumentException("index " + next + " out of range");
            }
            int digits = precision.isEmpty() ? DEFAULT_PRECISION : Integer.parseInt(precision);
            out.append(one(pattern.charAt(i), digits, arguments.get(next++)));
        }
        return out.toString();
    }

    private static String one(char verb, int digits, Object value) {
        return switch (verb) {
            case 's' -> text(value);
            case 'd' -> value instanceof Long || value instanceof Double ? text(value) : wrong(verb);
            case 'f' ->
                decimal(verb, value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> String.format(Locale.ROOT, "%." + digits + "e", decimal(verb, value));
            case 'b' -> value instanceof Boolean b ? (b ? "1" : "0") : Long.toBinaryString(integer(verb, value));
            case 'o' -> Long.toOctalString(integer(verb, value));
            case 'x' -> value instanceof String s ? hex(s) : Long.toHexString(integer(verb, value));
            case 'X' ->
                (value instanceof String s ? hex(s) : Long.toHexString(integer(verb, value))).toUpperCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("unrecognized formatting clause \"" + verb + "\"");
        };
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(CelFormat::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
            return exact.toPlainString();
        }
        return value instanceof NullValue ? "null" : String.valueOf(value);
    }

    private static BigDecimal decimal(char verb, Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number);
        }
        return BigDecimal.valueOf(integer(verb, value));
    }

    private static long integer(char verb, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("%" + verb + ": wrong type of argument");
    }

    private static String wrong(char verb) {
        throw new IllegalArgumentException("%" + verb + ": wrong type of argument");
    }

    private static String hex(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format("%02x", b));
        }
        return out.toString();
    }
}
