package io.warpctl.apiserver.http;

/** What a request does to a resource. */
final class Verbs {

    private Verbs() {}

    /** The verb, as RBAC and messages have it; empty for methods that no resource has. */
    static String of(ApiRequest request, ResourcePath path) {
        boolean named = !path.name().isEmpty();
        return switch (request.method()) {
            case "GET", "HEAD" ->
                request.query().flag("watch") && path.subresource().isEmpty() ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> "";
        };
    }
}
