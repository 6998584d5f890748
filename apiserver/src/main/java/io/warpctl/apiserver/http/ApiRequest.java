package io.warpctl.apiserver.http;

import io.warpctl.apiserver.auth.User;
import java.util.Map;
import java.util.Optional;

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

    /** Where the client's address stands among the headers: no client can send such a name. */
    static final String SOURCE = ":source";

    /** A header; empty if absent. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether nothing but reading is asked for. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
