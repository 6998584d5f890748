package io.warpctl.apiserver.schema;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/** The text formats Kubernetes checks. Formats it does not know hold for every text. */
final class Formats {
    private static final String HEX4 = "[0-9a-f]{4}";
    private static final String UUID = "(?i)^[0-9a-f]{8}-?" + HEX4 + "-?%s-?%s-?[0-9a-f]{12}$";
    private static final Pattern DATE_TIME = Pattern.compile(
            "(?i)^\\d{4}-\\d{2}-\\d{2}[t ]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(z|[+-]\\d{2}:\\d{2})$");
    private static final Pattern DURATION = Pattern.compile("^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)\\s?(ns|us|µs|μs|ms|s|m|h)"
            + "((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))*$");
    private static final Pattern LONG_DURATION = Pattern.compile("^(\\d+)\\s*"
            + "(nanoseconds?|nanos?|microseconds?|micros?|milliseconds?|millis?|seconds?|secs?|minutes?|mins?|hours?|hrs?"
            + "|days?|d|weeks?|wks?|w)$");

    private static final Pattern HOSTNAME = Pattern.compile(
            "^([a-zA-Z0-9\\x{00a1}-\\x{ffff}]"
                    + "([a-zA-Z0-9\\x{00a1}-\\x{ffff}-]{0,61}[a-zA-Z0-9\\x{00a1}-\\x{ffff}])?)"
                    + "(\\.[a-zA-Z0-9\\x{00a1}-\\x{ffff}]([a-zA-Z0-9\\x{00a1}-\\x{ffff}-]{0,61}[a-zA-Z0-9\\x{00a1}-\\x{ffff}])?)*\\.?$");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("date", Formats::isDate),
            Map.entry("date-time", Formats::isDateTime),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry("duration", t -> t.equals("0") || DURATION.matches(t) || LONG_DURATION.matches(t)),
            Map.entry(
                    "email",
                    matches("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")),
            Map.entry("hostname", t -> t.length() <= 255 && HOSTNAME.matches(t)),
            Map.entry("ipv4", Addresses::isIpv4),
            Map.entry("ipv6", Addresses::isIpv6),
            Map.entry("cidr", Addresses::isCidr),
            Map.entry(
                    "mac",
                    matches(
                            "(?i)^([0-9a-f]{2}([:-])([0-9a-f]{2}[:-]){4}[0-9a-f]{2}"
                                    + "|([0-9a-f]{2}[:-]){7}[0-9a-f]{2}|([0-9a-f]{4}\\.){2}[0-9a-f]{4}|([0-9a-f]{4}\\.){3}[0-9a-f]{4})$")),
            Map.entry("uri", Formats::isUri),
            Map.entry("uuid", matches(String.format(UUID, HEX4, HEX4))),
            Map.entry("uuid3", matches(String.format(UUID, "3[0-9a-f]{3}", HEX4))),
            Map.entry("uuid4", matches(String.format(UUID, "4[0-9a-f]{3}", "[89ab][0-9a-f]{3}"))),
            Map.entry("uuid5", matches(String.format(UUID, "5[0-9a-f]{3}", "[89ab][0-9a-f]{3}"))),
            Map.entry("bsonobjectid", matches("^[0-9a-fA-F]{24}$")),
            Map.entry("hexcolor", matches("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry(
                    "rgbcolor",
                    matches(
                            "^rgb\\(\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,"
                                    + "\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*\\)$")),
            Map.entry("ssn", matches("^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$")),
            Map.entry("byte", Formats::isBase64),
            Map.entry("isbn", t -> isIsbn10(t) || isIsbn13(t)),
            Map.entry("isbn10", Formats::isIsbn10),
            Map.entry("isbn13", Formats::isIsbn13),
            Map.entry("creditcard", Formats::isCreditCard));

    private Formats() {}

    static boolean matches(String format, String text) {
        return CHECKS.getOrDefault(format, any -> true).test(text);
    }

    private static Predicate<String> matches(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        return DATE_TIME.matches(text) && isDate(text.substring(0, 10));
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() || text.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= 0 && text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{9}[\\dX]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (i + 1) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }

    private static boolean isCreditCard(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        if (!digits.matches(
                "(4\\d{12}(\\d{3})?|5[1-5]\\d{14}|6(011|5\\d\\d)\\d{12}|3[47]\\d{13}|3(0[0-5]|[68]\\d)\\d{11}"
                        + "|(2131|1800|35\\d{3})\\d{11})")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
