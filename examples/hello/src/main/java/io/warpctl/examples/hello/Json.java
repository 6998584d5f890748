package io.warpctl.examples.hello;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A flat JSON object of strings. */
final class Json {
    private final StringBuilder text = new StringBuilder("{");

    Json put(String name, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    /** Ends the object. */
    byte[] bytes() {
        return (text + "}").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Ends the object with a field {@code checksum}: the CRC-32, as 8 hexadecimal digits, of all bytes before the
     * field's own comma. Who reads the body knows by it that the body is whole and unmixed.
     */
    byte[] bytesWithChecksum() {
        var crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        // Not by format(): this runs for every request, on a heap of a few megabytes.
        var hex = Long.toHexString(crc.getValue() | 1L << 32).substring(1);
        return put("checksum", hex).bytes();
    }
}
