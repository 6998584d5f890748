package io.warpctl.apiserver.golden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the placeholders of a scenario stand for, learnt from the server's answers. */
final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("<(rv|uid|continue|suffix):\\d+>(\\+\\d+)?|<(time|age|etag|date|host|hash|server)>");

    private final Map<String, String> bound = new HashMap<>();

    /** {@code text} with what is known put in. */
    String fill(String text) {
        Matcher match = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (match.find()) {
            match.appendReplacement(out, Matcher.quoteReplacement(value(match.group())));
        }
        return match.appendTail(out).toString();
    }

    private String value(String placeholder) {
        int plus = placeholder.indexOf('+');
        if (plus > 0) {
            String base = bound.get(placeholder.substring(0, plus));
            return Long.toString(Long.parseLong(base) + Long.parseLong(placeholder.substring(plus + 1)));
        }
        return bound.getOrDefault(placeholder, placeholder);
    }

    /** Whether {@code actual} is {@code expected}; learns what its placeholders stand for. */
    boolean matches(String expected, String actual) {
        Matcher match = PLACEHOLDER.matcher(expected);
        StringBuilder pattern = new StringBuilder();
        Map<String, String> groups = new HashMap<>();
        int last = 0;
        while (match.find()) {
            pattern.append(Pattern.quote(expected.substring(last, match.start())));
            last = match.end();
            String placeholder = match.group();
            if (match.group(3) != null) {
                pattern.append("(?s:.*?)");
            } else if (placeholder.contains("+") || bound.containsKey(placeholder)) {
                pattern.append(Pattern.quote(value(placeholder)));
            } else if (groups.containsKey(placeholder)) {
                pattern.append("\\k<").append(groups.get(placeholder)).append(">");
            } else {
                String group = "g" + groups.size();
                groups.put(placeholder, group);
                pattern.append("(?<").append(group).append(">.+?)");
            }
        }
        pattern.append(Pattern.quote(expected.substring(last)));
        Matcher found = Pattern.compile(pattern.toString()).matcher(actual);
        if (!found.matches()) {
            return false;
        }
        groups.forEach((placeholder, group) -> bound.put(placeholder, found.group(group)));
        return true;
    }

    /** A version of the whole store: it may have moved on since the placeholder was bound. */
    boolean matchesStoreVersion(String expected, String actual) {
        if (matches(expected, actual)) {
            return true;
        }
        String known = bound.get(expected);
        return known != null && Long.parseLong(actual) >= Long.parseLong(known);
    }

    /** Whether the versions came in the recorded order. */
    boolean ascending(List<String> versions) {
        long before = 0;
        for (String each : versions) {
            String value = bound.get(each);
            if (value != null) {
                long version = Long.parseLong(value);
                if (version < before) {
                    return false;
                }
                before = version;
            }
        }
        return true;
    }
}
