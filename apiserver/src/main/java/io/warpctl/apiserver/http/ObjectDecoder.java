package io.warpctl.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.BodyReader;
import io.warpctl.apiserver.codec.MalformedException;
import io.warpctl.apiserver.codec.Protobuf;
import io.warpctl.apiserver.http.WriteParameters.Validation;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.registry.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Objects out of bodies: of the right type, without unknown fields, defaulted. Collects warnings on the way. */
final class ObjectDecoder {

    private static final int EXCERPT = 30;
    private static final String GO_TYPE = "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
            + " Kind string \"json:\\\"kind,omitempty\\\"\" }";

    private final Resource resource;
    private final Validation validation;
    private final List<String> warnings;

    ObjectDecoder(Resource resource, Validation validation, List<String> warnings) {
        this.resource = resource;
        this.validation = validation;
        this.warnings = warnings;
    }

    /** The media type of a body, without parameters; JSON if not said. */
    static String mediaType(String contentType) {
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return type.isEmpty() ? "application/json" : type;
    }

    /** Reads a body of {@link #resource}'s type. */
    ObjectNode decode(byte[] bytes, String contentType) {
        try {
            return switch (mediaType(contentType)) {
                case "application/json" -> decode(BodyReader.json(bytes), bytes);
                case "application/yaml" -> decode(BodyReader.yaml(bytes), bytes);
                case "application/vnd.kubernetes.protobuf" -> protobuf(bytes);
                default -> throw ApiError.unsupportedMediaType(Accept.MEDIA_TYPES);
            };
        } catch (MalformedException e) {
            throw unrecognized("couldn't get version/kind; json parse error: " + e.getMessage(), bytes);
        }
    }

    private ObjectNode protobuf(byte[] bytes) throws MalformedException {
        if (resource.custom()) {
            throw ApiError.unsupportedMediaType(List.of("application/json", "application/yaml"));
        }
        return checked(Protobuf.read(bytes), List.of());
    }

    private ObjectNode decode(BodyReader.Body body, byte[] bytes) {
        JsonNode value = body.value();
        if (value.isNull()) {
            throw unrecognized("Object 'Kind' is missing in 'null'", bytes);
        }
        if (!(value instanceof ObjectNode object)) {
            throw unrecognized(
                    "couldn't get version/kind; json parse error: json: cannot unmarshal " + GoJson.kind(value)
                            + " into Go value of type " + GO_TYPE,
                    bytes);
        }
        if (!resource.custom()) {
            if (object.path("kind").asText("").isEmpty()) {
                object.put("kind", resource.kind().kind());
            }
            if (object.path("apiVersion").asText("").isEmpty()) {
                object.put("apiVersion", resource.apiVersion());
            }
        }
        if (object.path("kind").asText("").isEmpty()) {
            throw unrecognized(
                    "Object 'Kind' is missing in '" + new String(bytes, StandardCharsets.UTF_8) + "'", bytes);
        }
        return checked(object, body.duplicates());
    }

    private ObjectNode checked(ObjectNode object, List<String> duplicates) {
        GroupVersionKind said = GroupVersionKind.of(object);
        String version = object.path("apiVersion").asText("");
        if (!version.equals(resource.apiVersion())) {
            throw ApiError.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + resource.apiVersion() + ")");
        }
        checkKind(object, said);
        settleOrRefuse(object, duplicates);
        return object;
    }

    /** Checks kind and apiVersion of an object that came out of a patch. */
    void checkType(ObjectNode object) {
        GroupVersionKind said = GroupVersionKind.of(object);
        checkKind(object, said);
        String version = object.path("apiVersion").asText("");
        if (!version.equals(resource.apiVersion())) {
            throw invalid(object, said, "apiVersion", version, resource.apiVersion());
        }
    }

    private void checkKind(ObjectNode object, GroupVersionKind said) {
        if (!said.kind().equals(resource.kind().kind())) {
            throw invalid(object, said, "kind", said.kind(), resource.kind().kind());
        }
    }

    private static ApiError invalid(
            ObjectNode object, GroupVersionKind said, String field, String value, String wanted) {
        return ApiError.invalid(
                said.group(),
                said.kind(),
                object.path("metadata").path("name").asText(""),
                List.of(Cause.invalid(field, value, "must be " + wanted)));
    }

    /** The same for what a patch has made of an object. */
    void settlePatched(ObjectNode object) {
        ObjectNode before = validation == Validation.STRICT ? object.deepCopy() : object;
        try {
            settle(object, List.of());
        } catch (StrictException e) {
            throw ApiError.invalid("", "", "", List.of(Cause.invalid("patch", GoJson.compact(before), e.getMessage())));
        }
    }

    /** Unknown fields where none may be. */
    private static final class StrictException extends RuntimeException {
        StrictException(String message) {
            super(message, null, false, false);
        }
    }

    private void settleOrRefuse(ObjectNode object, List<String> duplicates) {
        try {
            settle(object, duplicates);
        } catch (StrictException e) {
            throw unreadable(e.getMessage());
        }
    }

    /** Drops what the type does not know, says so as asked, and fills in defaults. */
    private void settle(ObjectNode object, List<String> duplicates) {
        List<String> faults = new ArrayList<>();
        duplicates.forEach(path -> faults.add("duplicate field " + GoJson.quote(path)));
        try {
            for (String path : new TreeSet<>(resource.strategy().decode(object))) {
                faults.add("unknown field " + GoJson.quote(path));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(e.getMessage());
        }
        if (!faults.isEmpty() && validation == Validation.STRICT) {
            throw new StrictException("strict decoding error: " + String.join(", ", faults));
        }
        if (validation == Validation.WARN) {
            warnings.addAll(faults);
        }
        resource.strategy().applyDefaults(object);
    }

    private ApiError unreadable(String why) {
        String kind = resource.kind().kind();
        return ApiError.badRequest(
                kind + " in version \"" + resource.kind().version() + "\" cannot be handled as a " + kind + ": " + why);
    }

    private ApiError unrecognized(String why, byte[] bytes) {
        return ApiError.badRequest("the object provided is unrecognized (must be of type "
                + resource.kind().kind() + "): " + why + " (" + excerpt(bytes) + ")");
    }

    private static String excerpt(byte[] bytes) {
        if (bytes.length == 0) {
            return "<empty>";
        }
        int length = Math.min(bytes.length, EXCERPT);
        String text = bytes[0] == '{'
                ? new String(bytes, 0, length, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(bytes, 0, length);
        return bytes.length > EXCERPT ? text + " ..." : text;
    }
}
