package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/** What unquoted words mean in YAML 1.1, which is what Kubernetes reads. */
final class YamlScalars {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|0|[1-9][0-9_]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?");

    private YamlScalars() {}

    /** The value of an unquoted word. */
    static JsonNode resolve(String word) {
        if (NULL.contains(word)) {
            return NullNode.instance;
        }
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return BooleanNode.valueOf(TRUE.contains(word));
        }
        if (INTEGER.matcher(word).matches()) {
            return integer(word.replace("_", ""));
        }
        if (FLOAT.matcher(word).matches()) {
            double number = Double.parseDouble(word);
            // As Go's decoder does with what is too large for a number.
            return Double.isInfinite(number) ? TextNode.valueOf(word) : DoubleNode.valueOf(number);
        }
        return TextNode.valueOf(word);
    }

    private static JsonNode integer(String word) {
        boolean negative = word.startsWith("-");
        String digits = negative || word.startsWith("+") ? word.substring(1) : word;
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0o")) {
            radix = 8;
            digits = digits.substring(2);
        } else if (digits.startsWith("0") && digits.length() > 1) {
            radix = 8;
        }
        if (digits.isEmpty()) {
            return TextNode.valueOf(word);
        }
        BigInteger value = new BigInteger(digits, radix);
        value = negative ? value.negate() : value;
        return value.bitLength() < Long.SIZE
                ? LongNode.valueOf(value.longValue())
                : DoubleNode.valueOf(value.doubleValue());
    }

    /** Whether a text must be quoted to stay a text. */
    static boolean ambiguous(String text) {
        return !resolve(text).isTextual() || TIMESTAMP.matcher(text).matches() || text.equals("<<") || text.equals("=");
    }
}
