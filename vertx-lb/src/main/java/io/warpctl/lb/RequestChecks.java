package io.warpctl.lb;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses requests that two servers could read differently. The HTTP decoder already refuses what breaks the grammar, a bare line feed,
 * several Content-Length and Content-Length together with Transfer-Encoding; the rest is here.
 */
final class RequestChecks {
    private RequestChecks() {}

    /** What is wrong with the request, as a sentence; empty when it may be forwarded. */
    static Optional<String> problem(HttpServerRequest request) {
        if (request.method() == HttpMethod.CONNECT) {
            return Optional.of("CONNECT is not supported.");
        }
        if (request.version() == null) {
            return Optional.of("Only HTTP/1.1 and HTTP/1.0 are supported.");
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1) {
            return Optional.of("A request needs exactly one Host header.");
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (request.version() == HttpVersion.HTTP_1_0) {
                return Optional.of("HTTP/1.0 has no Transfer-Encoding.");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                return Optional.of("The only Transfer-Encoding supported is chunked.");
            }
            if (request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
                return Optional.of("A request has a Content-Length or a Transfer-Encoding, not both.");
            }
        }
        for (Map.Entry<String, String> header : request.headers()) {
            if (hasControl(header.getValue()) || hasControl(header.getKey())) {
                return Optional.of("A header contains a control character.");
            }
        }
        return hasControl(request.uri())
                ? Optional.of("The request target contains a control character.")
                : Optional.empty();
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
