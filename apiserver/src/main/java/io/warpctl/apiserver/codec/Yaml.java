package io.warpctl.apiserver.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.GoJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes YAML as Kubernetes does: sorted keys, lists not indented, words quoted that would mean something else. */
public final class Yaml {

    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    /** One YAML document in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        Yaml yaml = new Yaml();
        if (node.isContainerNode() && !node.isEmpty()) {
            yaml.block(node, 0, false);
        } else {
            yaml.inline(node, 0);
            yaml.out.append('\n');
        }
        return yaml.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param started whether the first line has begun, behind a list item's dash */
    private void block(JsonNode node, int indent, boolean started) {
        boolean first = started;
        if (node.isArray()) {
            for (JsonNode item : node) {
                indent(indent, first);
                first = false;
                out.append("- ");
                if (item.isContainerNode() && !item.isEmpty()) {
                    block(item, indent + 2, true);
                } else {
                    inline(item, indent + 2);
                    out.append('\n');
                }
            }
            return;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            indent(indent, first);
            first = false;
            text(member.getKey(), indent, true);
            out.append(':');
            JsonNode value = member.getValue();
            if (value.isContainerNode() && !value.isEmpty()) {
                out.append('\n');
                block(value, value.isArray() ? indent : indent + 2, false);
            } else {
                out.append(' ');
                inline(value, indent);
                out.append('\n');
            }
        }
    }

    private void indent(int indent, boolean started) {
        if (!started) {
            out.append(" ".repeat(indent));
        }
    }

    private void inline(JsonNode value, int indent) {
        if (value.isTextual()) {
            text(value.textValue(), indent, false);
        } else if (value.isContainerNode()) {
            out.append(value.isArray() ? "[]" : "{}");
        } else {
            out.append(GoJson.compact(value));
        }
    }

    private void text(String text, int indent, boolean key) {
        boolean lines = text.indexOf('\n') >= 0;
        if (lines && !key && literal(text)) {
            String chomp = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
            out.append('|').append(chomp);
            String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            for (String line : body.split("\n", -1)) {
                out.append('\n').append(line.isEmpty() ? "" : " ".repeat(indent + 2) + line);
            }
        } else if (YamlScalars.ambiguous(text) || lines || !printable(text)) {
            out.append(GoJson.quote(text));
        } else if (plain(text)) {
            out.append(text);
        } else {
            out.append('\'').append(text.replace("'", "''")).append('\'');
        }
    }

    private static boolean literal(String text) {
        return !text.startsWith(" ") && !text.startsWith("\n") && printable(text.replace("\n", ""));
    }

    private static boolean printable(String text) {
        return text.codePoints().allMatch(c -> c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0xfeff);
    }

    private static boolean plain(String text) {
        char first = text.charAt(0);
        boolean indicator = INDICATORS.indexOf(first) >= 0;
        boolean harmless = (first == '-' || first == '?' || first == ':')
                && text.length() > 1
                && !Character.isWhitespace(text.charAt(1));
        return (!indicator || harmless)
                && !text.startsWith("---")
                && !text.startsWith("...")
                && !text.startsWith(" ")
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #");
    }
}
