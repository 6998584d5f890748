package io.warpctl.lb;

import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param host the authority: of the request target if it is absolute, else the Host header
 * @param uri path and query
 */
record Target(String host, String uri) {
    private static final String SCHEME = "http://";

    /** Reads both forms of a request target; empty when it is neither. */
    static Optional<Target> of(String requestTarget, String hostHeader) {
        if (requestTarget.startsWith("/") || requestTarget.equals("*")) {
            return Optional.of(new Target(hostHeader, requestTarget));
        }
        if (!requestTarget.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String rest = requestTarget.substring(SCHEME.length());
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        String path = rest.substring(end);
        // User information in the authority is for deceiving people only.
        return authority.isEmpty() || authority.indexOf('@') >= 0
                ? Optional.empty()
                : Optional.of(new Target(authority, path.startsWith("/") ? path : "/" + path));
    }
}
