package io.warpctl.apiserver.auth;

/**
 * What a request wants to do.
 *
 * @param verb a resource's verb, or the lower-case HTTP method for a path
 * @param path only for what is no resource
 */
public record Attributes(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {

    /** Something done to a resource. */
    public static Attributes resource(
            String verb, String group, String resource, String subresource, String namespace, String name) {
        return new Attributes(verb, group, resource, subresource, namespace, name, "");
    }

    /** Something done to a path that is no resource. */
    public static Attributes path(String verb, String path) {
        return new Attributes(verb, "", "", "", "", "", path);
    }

    /** Whether it is about a resource. */
    public boolean isResource() {
        return path.isEmpty();
    }

    /** The resource with its subresource, as roles name it. */
    String fullResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
