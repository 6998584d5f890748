package io.warpctl.apiserver.http;

import io.warpctl.apiserver.http.ApiResult.Reply;
import java.util.Optional;

/** OpenAPI's paths. */
final class OpenApiHandler {

    Optional<Reply> handle(ApiRequest request) {
        return Optional.empty();
    }
}
