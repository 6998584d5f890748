package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.object.ApiError;

/** Bodies of types that are not stored. */
final class ReviewBody {

    private ReviewBody() {}

    static ObjectNode read(ApiRequest request) {
        String type = ObjectDecoder.mediaType(request.header("content-type"));
        if (!type.equals("application/json") && !type.equals("application/yaml")) {
            throw ApiError.unsupportedMediaType(Accept.MEDIA_TYPES);
        }
        try {
            BodyReader.Body body =
                    type.equals("application/json") ? BodyReader.json(request.body()) : BodyReader.yaml(request.body());
            if (body.value() instanceof ObjectNode object) {
                return object;
            }
            throw ApiError.badRequest("the body is not an object");
        } catch (MalformedException e) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }
}
