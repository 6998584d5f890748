package io.warpctl.apiserver.object;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes' rules for names and label values; each returns the texts of what is wrong, none if nothing is. The patterns are
 * those the texts show; every write asks several, so each is checked by hand.
 */
public final class Names {
    static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    static final String NAME_PART = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    static final String VALUE = "(" + NAME_PART + ")?";
    static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;

    private Names() {}

    /** A DNS-1123 subdomain: most objects' names. */
    public static List<String> subdomain(String value) {
        List<String> faults = new ArrayList<>();
        tooLong(faults, value, MAX_SUBDOMAIN);
        if (!isSubdomain(value)) {
            faults.add("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                    + " and must start and end with an alphanumeric character"
                    + shown(SUBDOMAIN, "example.com"));
        }
        return faults;
    }

    /** A DNS-1123 label: namespaces. */
    public static List<String> label(String value) {
        List<String> faults = new ArrayList<>();
        tooLong(faults, value, MAX_LABEL);
        if (!isLabel(value, 0, value.length())) {
            if (isSubdomain(value)) {
                faults.add("must not contain dots");
            } else {
                faults.add("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-',"
                        + " and must start and end with an alphanumeric character"
                        + shown(LABEL, "my-name", "123-abc"));
            }
        }
        return faults;
    }

    /** A DNS-1035 label: plurals, versions. */
    public static List<String> label1035(String value) {
        List<String> faults = new ArrayList<>();
        tooLong(faults, value, MAX_LABEL);
        if (!(isLabel(value, 0, value.length()) && isLower(value.charAt(0)))) {
            faults.add("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                    + " alphabetic character, and end with an alphanumeric character"
                    + shown(LABEL_1035, "my-name", "abc-123"));
        }
        return faults;
    }

    /** A name that only has to be one path segment: roles and their bindings. */
    public static List<String> pathSegment(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("may not be '" + value + "'");
        }
        List<String> faults = new ArrayList<>();
        for (String illegal : List.of("/", "%")) {
            if (value.contains(illegal)) {
                faults.add("may not contain '" + illegal + "'");
            }
        }
        return faults;
    }

    /** A key of labels and annotations: an optional prefix and a name. */
    public static List<String> qualifiedName(String value) {
        List<String> faults = new ArrayList<>();
        String[] parts = value.split("/", -1);
        String name = parts[parts.length - 1];
        if (parts.length > 2) {
            faults.add("a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                    + " end with an alphanumeric character"
                    + shown(NAME_PART, "MyName", "my.name", "123-abc")
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return faults;
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                faults.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(fault -> faults.add("prefix part " + fault));
            }
        }
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (bytes(name) > MAX_LABEL) {
            faults.add("name part must be no more than " + MAX_LABEL + " characters");
        }
        if (!isNamePart(name)) {
            faults.add("name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                    + " with an alphanumeric character"
                    + shown(NAME_PART, "MyName", "my.name", "123-abc"));
        }
        return faults;
    }

    /** A label's value. */
    public static List<String> labelValue(String value) {
        List<String> faults = new ArrayList<>();
        if (bytes(value) > MAX_LABEL) {
            faults.add("must be no more than " + MAX_LABEL + " characters");
        }
        if (!(value.isEmpty() || isNamePart(value))) {
            faults.add("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                    + " and must start and end with an alphanumeric character"
                    + shown(VALUE, "MyValue", "my_value", "12345"));
        }
        return faults;
    }

    /** A key of a config map or a secret. */
    public static List<String> configKey(String value) {
        List<String> faults = new ArrayList<>();
        tooLong(faults, value, MAX_SUBDOMAIN);
        if (value.isEmpty() || !isOfParts(value)) {
            faults.add("a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
                    + shown(CONFIG_KEY, "key.name", "KEY_NAME", "key-name"));
        }
        if (value.equals(".")) {
            faults.add("must not be '.'");
        } else if (value.equals("..")) {
            faults.add("must not be '..'");
        } else if (value.startsWith("..")) {
            faults.add("must not start with '..'");
        }
        return faults;
    }

    private static boolean isSubdomain(String value) {
        int from = 0;
        for (int dot = value.indexOf('.'); dot >= 0; dot = value.indexOf('.', from)) {
            if (!isLabel(value, from, dot)) {
                return false;
            }
            from = dot + 1;
        }
        return isLabel(value, from, value.length());
    }

    private static boolean isLabel(String value, int from, int to) {
        if (from == to || value.charAt(from) == '-' || value.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!isLower(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamePart(String value) {
        return !value.isEmpty()
                && isAlphanumeric(value.charAt(0))
                && isAlphanumeric(value.charAt(value.length() - 1))
                && isOfParts(value);
    }

    private static boolean isOfParts(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return isLower(c) || isDigit(c) || c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void tooLong(List<String> faults, String value, int max) {
        if (bytes(value) > max) {
            faults.add("must be no more than " + max + " characters");
        }
    }

    private static int bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shown(String pattern, String... examples) {
        StringBuilder out = new StringBuilder(" (e.g. ");
        for (int i = 0; i < examples.length; i++) {
            out.append(i == 0 ? "" : " or ").append('\'').append(examples[i]).append("', ");
        }
        return out + "regex used for validation is '" + pattern + "')";
    }
}
