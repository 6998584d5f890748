package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GoJson;

/** Bodies of types that are not stored. */
final class ReviewBody {

    private ReviewBody() {}

    static ObjectNode read(ApiRequest request) {
        String type = ObjectDecoder.mediaType(request.header("content-type"));
        try {
            JsonNode body = switch (type) {
                case "application/json" -> BodyReader.json(request.body()).value();
                case "application/yaml" -> BodyReader.yaml(request.body()).value();
                case "application/vnd.kubernetes.protobuf" -> Protobuf.read(request.body());
                default -> throw ApiError.unsupportedMediaType(Accept.MEDIA_TYPES);
            };
            if (body instanceof ObjectNode object) {
                JsonNode metadata = object.path("metadata");
                if (!metadata.isObject() && !metadata.isMissingNode() && !metadata.isNull()) {
                    throw ApiError.badRequest("json: cannot unmarshal " + GoJson.kind(metadata)
                            + " into Go struct field .metadata of type v1.ObjectMeta");
                }
                return object;
            }
            throw ApiError.badRequest("the body is not an object");
        } catch (MalformedException e) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
        }
    }
}
