package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;

/** What an object is: {@code apiVersion} and {@code kind}. The core group is the empty string. */
public record GroupVersionKind(String group, String version, String kind) {

    /** The type named by {@code apiVersion} (as {@code v1} or {@code group/v1}) and {@code kind}. */
    public static GroupVersionKind of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new GroupVersionKind("", apiVersion, kind)
                : new GroupVersionKind(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /** The type an object says it is; empty strings where it says nothing. */
    public static GroupVersionKind of(JsonNode object) {
        return of(object.path("apiVersion").asText(""), object.path("kind").asText(""));
    }

    /** {@code v1} or {@code group/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code Kind.group}, or only the kind in the core group: how messages name a type. */
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
