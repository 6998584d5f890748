package io.warpctl.apiserver.http;

import io.vertx.core.http.HttpServerRequest;
import io.warpctl.apiserver.auth.CertificateUsers;
import io.warpctl.apiserver.auth.User;
import io.warpctl.apiserver.object.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Reads what a request asks out of what came over the wire. */
final class RequestReader {

    /** Where a connection keeps who its certificate names: to read one takes longer than most of a request. */
    private static final String USER = "user";

    private RequestReader() {}

    /**
     * The request, with a body that was read whole.
     *
     * @throws ApiError if its path or query cannot be one
     */
    static ApiRequest read(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(Impersonation.PREFIX)) {
                headers.merge(name, entry.getValue(), (one, other) -> one + Impersonation.LINE + other);
            } else {
                headers.putIfAbsent(name, entry.getValue());
            }
        });
        headers.put(
                ApiRequest.SOURCE,
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress());
        if (request.authority() != null) {
            headers.putIfAbsent("host", request.authority().toString());
        }
        return new ApiRequest(
                request.method().name(),
                decode(request.path()),
                Query.parse(request.query()),
                headers,
                body,
                certificateUser(request));
    }

    private static String decode(String path) {
        if (path == null || !path.startsWith("/")) {
            throw ApiError.notFound();
        }
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid URL escape in the path");
        }
    }

    private static Optional<User> certificateUser(HttpServerRequest request) {
        if (!request.isSSL()) {
            return Optional.empty();
        }
        SSLSession session = request.sslSession();
        if (session.getValue(USER) instanceof User known) {
            return Optional.of(known);
        }
        try {
            Optional<User> user = CertificateUsers.of((X509Certificate) session.getPeerCertificates()[0]);
            user.ifPresent(named -> session.putValue(USER, named));
            return user;
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
