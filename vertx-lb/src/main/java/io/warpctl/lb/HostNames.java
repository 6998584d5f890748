package io.warpctl.lb;

import java.util.Locale;

/** Host names as they come in a request, made comparable. */
final class HostNames {
    private HostNames() {}

    /** Lower case, without port and without the root's dot; {@code [::1]:80} becomes {@code [::1]}. */
    static String normalize(String authority) {
        String host = authority;
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && host.indexOf(']', colon) < 0) {
            host = host.substring(0, colon);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
