package io.warpctl.apiserver.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a path below {@code /api/v1} or {@code /apis/GROUP/VERSION} names.
 *
 * @param namespace empty if the path has none
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
public record ResourcePath(
        String group, String version, String namespace, String resource, String name, String subresource) {

    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    /** Reads a path; empty if it names no resource. */
    static Optional<ResourcePath> parse(String path) {
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        boolean core = parts.get(0).equals("api");
        int head = core ? 2 : 3;
        if (parts.size() <= head || parts.size() > head + 5 || parts.contains("")) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(head - 1);
        List<String> rest = parts.subList(head, parts.size());
        if (rest.get(0).equals("namespaces")
                && rest.size() > 2
                && !(core && rest.size() == 3 && NAMESPACE_SUBRESOURCES.contains(rest.get(2)))) {
            return Optional.of(of(group, version, rest.get(1), rest.subList(2, rest.size())));
        }
        return rest.size() > 3 ? Optional.empty() : Optional.of(of(group, version, "", rest));
    }

    private static ResourcePath of(String group, String version, String namespace, List<String> rest) {
        return new ResourcePath(
                group,
                version,
                namespace,
                rest.get(0),
                rest.size() > 1 ? rest.get(1) : "",
                rest.size() > 2 ? rest.get(2) : "");
    }
}
