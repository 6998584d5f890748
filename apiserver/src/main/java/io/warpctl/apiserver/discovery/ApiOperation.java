package io.warpctl.apiserver.discovery;

import java.util.List;
import java.util.Map;

/**
 * One thing that can be done at one path, as both versions of OpenAPI describe it.
 *
 * @param path with {@code {namespace}} and {@code {name}} where those stand
 * @param method in lower case
 * @param query names of the query parameters understood
 * @param body the schema of the body; empty for none
 * @param bodyRequired whether there must be a body
 * @param answers schemas by status
 */
record ApiOperation(
        String path,
        String method,
        String id,
        String action,
        String description,
        List<String> query,
        String body,
        boolean bodyRequired,
        Map<Integer, String> answers) {

    static final List<String> PATCH_TYPES =
            List.of("application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml");
    static final List<String> MEDIA_TYPES = List.of("application/json", "application/yaml");

    boolean patches() {
        return method.equals("patch");
    }

    static String text(int status) {
        return switch (status) {
            case 201 -> "Created";
            case 202 -> "Accepted";
            default -> "OK";
        };
    }
}
