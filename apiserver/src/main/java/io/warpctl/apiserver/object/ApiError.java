package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** A refusal as Kubernetes gives it: a Status object with an HTTP code, a reason, a message and causes. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String CONFLICT_ADVICE =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final transient ObjectNode status;
    private final int code;

    private ApiError(int code, String reason, String message, Consumer<ObjectNode> details) {
        super(message, null, false, false);
        this.code = code;
        this.status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        details.accept(filled);
        if (!filled.isEmpty()) {
            status.set("details", filled);
        }
        status.put("code", code);
    }

    /** The HTTP status code. */
    public int code() {
        return code;
    }

    /** The machine-readable reason, for example {@code NotFound}; empty where Kubernetes gives none. */
    public String reason() {
        return status.path("reason").asText("");
    }

    /** A copy of the Status object to answer. */
    public ObjectNode status() {
        return status.deepCopy();
    }

    /** 404 for an object. */
    public static ApiError notFound(GroupResource resource, String name) {
        return of(404, "NotFound", resource + " " + GoJson.quote(name) + " not found", resource, name);
    }

    /** 404 for a path that names no resource. */
    public static ApiError notFound() {
        ApiError error = plain(404, "NotFound", "the server could not find the requested resource");
        error.status.putObject("details");
        return error;
    }

    /** 409: a create of a name that is taken. */
    public static ApiError alreadyExists(GroupResource resource, String name) {
        return of(409, "AlreadyExists", resource + " " + GoJson.quote(name) + " already exists", resource, name);
    }

    /** 409: a create of a name whose object is still being deleted. */
    public static ApiError beingDeleted(GroupResource resource, String name) {
        String message = "object is being deleted: " + resource + " " + GoJson.quote(name) + " already exists";
        return of(409, "AlreadyExists", message, resource, name);
    }

    /** 409: a write that does not fit the stored state; {@code message} says why. */
    public static ApiError conflict(GroupResource resource, String name, String message) {
        String text = "Operation cannot be fulfilled on " + resource + " " + GoJson.quote(name) + ": " + message;
        return of(409, "Conflict", text, resource, name);
    }

    /** 409: a write with an old resourceVersion. */
    public static ApiError conflict(GroupResource resource, String name) {
        return conflict(resource, name, CONFLICT_ADVICE);
    }

    /** 409: an apply that would take fields from other managers. */
    public static ApiError applyConflict(List<Conflict> conflicts) {
        int count = conflicts.stream().mapToInt(c -> c.fields().size()).sum();
        StringBuilder message = new StringBuilder("Apply failed with " + count + " conflict");
        if (count == 1) {
            Conflict only = conflicts.get(0);
            message.append(": conflict with ")
                    .append(only.manager())
                    .append(": ")
                    .append(only.fields().get(0));
        } else {
            message.append('s');
            for (Conflict conflict : conflicts) {
                message.append(conflict == conflicts.get(0) ? ": " : "\n");
                message.append("conflicts with ").append(conflict.manager()).append(':');
                conflict.fields().forEach(field -> message.append("\n- ").append(field));
            }
        }
        return new ApiError(409, "Conflict", message.toString(), details -> {
            var causes = details.putArray("causes");
            for (Conflict conflict : conflicts) {
                for (String field : conflict.fields()) {
                    causes.addObject()
                            .put("reason", "FieldManagerConflict")
                            .put("message", "conflict with " + conflict.manager())
                            .put("field", field);
                }
            }
        });
    }

    /** 422 with all the causes; an empty group, kind or name is left out of the details. */
    public static ApiError invalid(String group, String kind, String name, List<Cause> causes) {
        // The message says everything once, even where two rules gave the same cause.
        List<String> texts = causes.stream().map(Cause::text).distinct().toList();
        String all = texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
        String type = group.isEmpty() ? kind : kind + "." + group;
        String message = type + " " + GoJson.quote(name) + " is invalid" + (texts.isEmpty() ? "" : ": " + all);
        return new ApiError(422, "Invalid", message, details -> {
            identify(details, group, kind, name);
            causes(details, causes);
        });
    }

    /** 422: a JSON patch that does not fit the object it is applied to. */
    public static ApiError unprocessable() {
        ApiError error = plain(422, "Invalid", "the server rejected our request due to an error in our request");
        error.status.putObject("details");
        return error;
    }

    /** 400. */
    public static ApiError badRequest(String message) {
        return plain(400, "BadRequest", message);
    }

    /** 401. */
    public static ApiError unauthorized() {
        return plain(401, "Unauthorized", "Unauthorized");
    }

    /** 403 for an object or, with an empty name, for a resource. */
    public static ApiError forbidden(GroupResource resource, String name, String message) {
        String subject =
                resource.resource().isEmpty() ? "" : resource + (name.isEmpty() ? "" : " " + GoJson.quote(name));
        String text = subject.isEmpty() ? "forbidden: " + message : subject + " is forbidden: " + message;
        return of(403, "Forbidden", text, resource, name);
    }

    /** 405: {@code verb} (create, delete, …) on a resource that does not support it. */
    public static ApiError methodNotAllowed(GroupResource resource, String verb) {
        String message = verb + " is not supported on resources of kind " + GoJson.quote(resource.toString());
        return of(405, "MethodNotAllowed", message, resource, "");
    }

    /** 406: none of the media types the client accepts. */
    public static ApiError notAcceptable(String message) {
        return plain(406, "NotAcceptable", message);
    }

    /** 406: the client accepts none of {@code accepted}. */
    public static ApiError notAcceptable(List<String> accepted) {
        return notAcceptable("only the following media types are accepted: " + String.join(", ", accepted));
    }

    /** 415: a body in none of the media types {@code accepted}. */
    public static ApiError unsupportedMediaType(List<String> accepted) {
        String message = "the body of the request was in an unknown format - accepted media types include: "
                + String.join(", ", accepted);
        return plain(415, "UnsupportedMediaType", message);
    }

    /** 413. */
    public static ApiError tooLarge(String message) {
        return plain(413, "RequestEntityTooLarge", "Request entity too large: " + message);
    }

    /** 413: a body of more than {@code limit} bytes. */
    public static ApiError tooLarge(long limit) {
        return tooLarge("limit is " + limit);
    }

    /** 410: a resourceVersion or continue token that is no longer kept. */
    public static ApiError expired(String message) {
        return plain(410, "Expired", message);
    }

    /** 410 without the hint that a newer version exists. */
    public static ApiError gone(String message) {
        return plain(410, "Gone", message);
    }

    /** 410 for a list whose remainder can be had inconsistently with {@code continueToken}. */
    public static ApiError continueExpired(String message, String continueToken) {
        ApiError error = expired(message);
        ((ObjectNode) error.status.get("metadata")).put("continue", continueToken);
        return error;
    }

    /** 504: a resourceVersion from the future. */
    public static ApiError tooLargeResourceVersion(long requested, long current, int retryAfterSeconds) {
        String message = "Timeout: Too large resource version: " + requested + ", current: " + current;
        return new ApiError(504, "Timeout", message, details -> {
            details.putArray("causes")
                    .addObject()
                    .put("reason", "ResourceVersionTooLarge")
                    .put("message", "Too large resource version");
            details.put("retryAfterSeconds", retryAfterSeconds);
        });
    }

    /** 429: come back after so many seconds. */
    public static ApiError tooManyRequests(String message, int retryAfterSeconds) {
        return new ApiError(
                429, "TooManyRequests", message, details -> details.put("retryAfterSeconds", retryAfterSeconds));
    }

    /** 503. */
    public static ApiError unavailable(String message) {
        return plain(503, "ServiceUnavailable", message);
    }

    /** 500. */
    public static ApiError internal(String message) {
        return plain(500, "InternalError", "Internal error occurred: " + message);
    }

    /** Any code and message without a reason. */
    public static ApiError unexplained(int code, String message) {
        return plain(code, "", message);
    }

    private static ApiError plain(int code, String reason, String message) {
        return new ApiError(code, reason, message, details -> {});
    }

    private static ApiError of(int code, String reason, String message, GroupResource resource, String name) {
        return new ApiError(
                code, reason, message, details -> identify(details, resource.group(), resource.resource(), name));
    }

    private static void identify(ObjectNode details, String group, String kind, String name) {
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
    }

    private static void causes(ObjectNode details, List<Cause> causes) {
        if (causes.isEmpty()) {
            return;
        }
        var array = details.putArray("causes");
        for (Cause cause : causes) {
            array.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
    }
}
