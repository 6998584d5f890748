package io.warpctl.apiserver.discovery;

import io.warpctl.apiserver.registry.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A subresource as discovery shows it.
 *
 * @param group of its kind; empty if it is the type's own
 */
record Subresources(String name, String group, String version, String kind, List<String> verbs) {

    private static final List<String> CHANGE = List.of("get", "patch", "update");

    static List<Subresources> of(Resource resource) {
        String kind = resource.kind().kind();
        List<Subresources> all = new ArrayList<>();
        if (resource.id().group().isEmpty() && resource.id().resource().equals("namespaces")) {
            all.add(new Subresources("finalize", "", "", kind, CHANGE));
        }
        if (resource.status()) {
            all.add(new Subresources("status", "", "", kind, CHANGE));
        }
        if (resource.scale().isPresent()) {
            all.add(new Subresources("scale", "autoscaling", "v1", "Scale", CHANGE));
        }
        if (resource.id().group().isEmpty() && resource.id().resource().equals("serviceaccounts")) {
            all.add(new Subresources("token", "authentication.k8s.io", "v1", "TokenRequest", List.of("create")));
        }
        return all;
    }
}
