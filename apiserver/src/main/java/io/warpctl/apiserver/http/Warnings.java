package io.warpctl.apiserver.http;

import java.util.Map;

/** {@code Warning} headers, RFC 7234's form with code 299. */
final class Warnings {

    private Warnings() {}

    static Map.Entry<String, String> header(String text) {
        StringBuilder quoted = new StringBuilder("299 - \"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c != 0x7f) {
                quoted.append(c);
            }
        }
        return Map.entry("Warning", quoted.append('"').toString());
    }
}
