package io.warpctl.apiserver.http;

import io.warpctl.apiserver.discovery.Discovery;
import io.warpctl.apiserver.discovery.OpenApi;
import io.warpctl.apiserver.http.ApiResult.Reply;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAPI's paths. The documents are JSON; who wants only protobuf does without. */
final class OpenApiHandler {

    private static final String V3 = "/openapi/v3";

    private final OpenApi openApi;

    OpenApiHandler(OpenApi openApi) {
        this.openApi = openApi;
    }

    Optional<Reply> handle(ApiRequest request) {
        String path = request.path();
        if (path.equals(V3) || path.equals(V3 + "/")) {
            // The real server calls it text, and clients are used to that.
            return Optional.of(new Reply(200, "text/plain; charset=utf-8", openApi.index(), List.of()));
        }
        if (path.equals("/openapi/v2")) {
            return Optional.of(json(request, openApi.v2()));
        }
        if (path.startsWith(V3 + "/")) {
            return Optional.of(openApi.document(path.substring(V3.length() + 1))
                    .map(document -> json(request, document))
                    .orElseGet(() -> new Reply(404, "", new byte[0], List.of())));
        }
        return Optional.empty();
    }

    private static Reply json(ApiRequest request, byte[] document) {
        List<Accept.Clause> clauses = Accept.clauses(request.header("accept"));
        boolean accepted = clauses.isEmpty()
                || clauses.stream()
                        .anyMatch(clause -> List.of("application/json", "application/*", "*/*")
                                .contains(clause.type()));
        if (!accepted) {
            return new Reply(406, "", new byte[0], List.of());
        }
        String etag = "\"" + HexFormat.of().withUpperCase().formatHex(Discovery.digest(document)) + "\"";
        List<Map.Entry<String, String>> headers = List.of(Map.entry("Etag", etag), Map.entry("Vary", "Accept"));
        if (request.header("if-none-match").equals(etag)) {
            return new Reply(304, "", new byte[0], headers);
        }
        return new Reply(200, "application/json", document, headers);
    }
}
