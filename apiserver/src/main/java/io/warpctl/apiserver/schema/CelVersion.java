package io.warpctl.apiserver.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.List;

/**
 * A semantic version. Build metadata does not count when versions are compared.
 *
 * @param before the parts of what comes before a release; empty for a release
 */
record CelVersion(long major, long minor, long patch, List<String> before) implements Comparable<CelVersion> {
    private static final String NUMBER = "(0|[1-9]\\d{0,17})";
    private static final String PARTS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final Pattern FORM = Pattern.compile(
            "^" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + PARTS + "))?(?:\\+" + PARTS + ")?$");
    private static final Pattern SHORT = Pattern.compile("^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?([-+].*)?$");

    CelVersion {
        before = List.copyOf(before);
    }

    /** A version as people write it, with a leading {@code v}, leading zeros or fewer numbers, in its strict form. */
    static String normalized(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        return number(matcher.group(1)) + "." + number(matcher.group(2)) + "." + number(matcher.group(3))
                + (matcher.group(4) == null ? "" : matcher.group(4));
    }

    private static String number(String digits) {
        return digits == null ? "0" : new BigInteger(digits).toString();
    }

    static boolean isVersion(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() && parts(matcher.group(4)).stream().noneMatch(part -> part.matches("0\\d+"));
    }

    /** @throws IllegalArgumentException if it is none */
    static CelVersion of(String text) {
        if (!isVersion(text)) {
            throw new IllegalArgumentException("No Major.Minor.Patch elements found");
        }
        Matcher matcher = FORM.matcher(text);
        matcher.matches();
        return new CelVersion(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                parts(matcher.group(4)));
    }

    private static List<String> parts(String text) {
        return text == null ? List.of() : List.of(text.split("\\."));
    }

    @Override
    public int compareTo(CelVersion other) {
        int numbers = major != other.major
                ? Long.compare(major, other.major)
                : minor != other.minor ? Long.compare(minor, other.minor) : Long.compare(patch, other.patch);
        if (numbers != 0) {
            return numbers;
        }
        if (before.isEmpty() || other.before.isEmpty()) {
            return Boolean.compare(before.isEmpty(), other.before.isEmpty());
        }
        for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
            int part = compare(before.get(i), other.before.get(i));
            if (part != 0) {
                return part;
            }
        }
        return Integer.compare(before.size(), other.before.size());
    }

    private static int compare(String a, String b) {
        boolean numeric = a.matches("\\d+");
        if (numeric && b.matches("\\d+")) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return numeric || b.matches("\\d+") ? (numeric ? -1 : 1) : a.compareTo(b);
    }
}
