package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.store.StoreKey;
import java.util.Base64;

/**
 * Where a list in pieces goes on.
 *
 * @param version the version the list shows; negative for the newest
 * @param after the object after which it goes on
 */
record ContinueToken(long version, StoreKey after) {

    private static final String FORMAT = "meta.k8s.io/v1";

    static ContinueToken parse(String text, String storage, boolean oneNamespace) {
        try {
            JsonNode token =
                    BodyReader.json(Base64.getUrlDecoder().decode(text)).value();
            String start = token.path("start").asText();
            if (!token.path("v").asText().equals(FORMAT)) {
                throw invalid("server does not recognize this encoded version " + token.path("v"));
            }
            if (!start.startsWith("/")
                    || !start.endsWith("\0")
                    || token.path("rv").asLong() == 0) {
                throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
            }
            String key = start.substring(1, start.length() - 1);
            int slash = key.indexOf('/');
            if (oneNamespace || slash < 0) {
                return new ContinueToken(token.path("rv").asLong(), new StoreKey(storage, "", key));
            }
            return new ContinueToken(
                    token.path("rv").asLong(),
                    new StoreKey(storage, key.substring(0, slash), key.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        } catch (MalformedException e) {
            throw invalid(e.getMessage());
        }
    }

    private static ApiError invalid(String why) {
        return ApiError.badRequest("invalid continue token: continue key is not valid: " + why);
    }

    String text(boolean oneNamespace) {
        String key =
                oneNamespace || after.namespace().isEmpty() ? after.name() : after.namespace() + "/" + after.name();
        ObjectNode token = Json.object().put("v", FORMAT).put("rv", version).put("start", "/" + key + "\0");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
    }
}
