package io.warpctl.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The body of the hello service: one flat JSON object of strings whose last field, {@code checksum}, is the CRC-32 (8
 * lower-case hexadecimal digits) of all bytes before its own comma.
 */
final class HelloBody {
    private static final String CHECKSUM = ",\"checksum\":\"";
    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z]+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private HelloBody() {}

    /** Who wrote the body; empty if it is not whole. */
    static Optional<Backend> read(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0) {
            return Optional.empty();
        }
        var covered = text.substring(0, end);
        var crc = new CRC32();
        crc.update(covered.getBytes(StandardCharsets.UTF_8));
        if (!text.substring(end + CHECKSUM.length()).strip().equals("%08x\"}".formatted(crc.getValue()))) {
            return Optional.empty();
        }
        return Optional.of(backend(fields(covered)));
    }

    private static Map<String, String> fields(String json) {
        var fields = new TreeMap<String, String>();
        var matcher = FIELD.matcher(json);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        return fields;
    }

    private static Backend backend(Map<String, String> fields) {
        return new Backend(
                fields.getOrDefault("service", ""),
                fields.getOrDefault("block", ""),
                fields.getOrDefault("host", ""),
                fields.getOrDefault("container", ""),
                fields.getOrDefault("version", ""),
                fields.getOrDefault("configVersion", ""));
    }
}
