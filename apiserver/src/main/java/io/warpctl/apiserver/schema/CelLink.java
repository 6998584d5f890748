package io.warpctl.apiserver.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A URL or an absolute path.
 *
 * <p>Source of the rules: {@code k8s.io/apiserver/pkg/cel/library/urls.go}.
 */
record CelLink(URI uri) {

    static boolean isLink(String text) {
        try {
            of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException with Kubernetes' text */
    static CelLink of(String text) {
        String failed = "URL parse error during conversion from string: parse \"" + text + "\": ";
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() && !uri.isOpaque() || text.startsWith("/")) {
                return new CelLink(uri);
            }
            throw new IllegalArgumentException(failed + "invalid URI for request");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(failed + e.getReason(), e);
        }
    }

    String scheme() {
        return Optional.ofNullable(uri.getScheme()).orElse("");
    }

    /** With the port, without the user. */
    String host() {
        String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        return authority.substring(authority.indexOf('@') + 1);
    }

    String hostname() {
        return Optional.ofNullable(uri.getHost()).orElse("").replaceAll("[\\[\\]]", "");
    }

    String port() {
        return uri.getPort() < 0 ? "" : Integer.toString(uri.getPort());
    }

    String escapedPath() {
        return Optional.ofNullable(uri.getRawPath()).orElse("");
    }

    Map<String, List<String>> query() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
