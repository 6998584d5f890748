package io.warpctl.apiserver.http;

import io.warpctl.apiserver.auth.User;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as handlers see it.
 *
 * @param path decoded
 * @param headers by lower-case name, the first of each
 * @param certificateUser who the client's certificate says it is
 */
public record ApiRequest(
        String method,
        String path,
        Query query,
        Map<String, String> headers,
        byte[] body,
        Optional<User> certificateUser) {

    private static final Pattern WATCH_PATH = Pattern.compile("(/api/[^/]+|/apis/[^/]+/[^/]+)/watch(/.+)");

    /** Where the client's address stands among the headers: no client can send such a name. */
    static final String SOURCE = ":source";

    /**
     * The request without the deprecated path of watches, {@code /api/v1/watch/...}, which means the same as the
     * parameter.
     */
    ApiRequest withoutWatchPath() {
        Matcher watch = WATCH_PATH.matcher(path);
        return watch.matches()
                ? new ApiRequest(
                        method,
                        watch.group(1) + watch.group(2),
                        query.with("watch", "true"),
                        headers,
                        body,
                        certificateUser)
                : this;
    }

    /** A header; empty if absent. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether nothing but reading is asked for. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
