package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.registry.Creator;
import io.warpctl.apiserver.registry.Later;
import io.warpctl.apiserver.registry.Objects;
import io.warpctl.apiserver.registry.Resource;
import java.util.List;

/** What a new cluster has from its first start on. */
public final class Bootstrap {

    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private static final String ROLES = """
            [{"metadata":{"name":"cluster-admin"},"rules":[
               {"verbs":["*"],"apiGroups":["*"],"resources":["*"]},
               {"verbs":["*"],"nonResourceURLs":["*"]}]},
             {"metadata":{"name":"system:discovery"},"rules":[
               {"verbs":["get"],"nonResourceURLs":["/api","/api/*","/apis","/apis/*","/healthz","/healthz/*","/livez",
                "/livez/*","/openapi","/openapi/*","/readyz","/readyz/*","/version","/version/"]}]},
             {"metadata":{"name":"system:basic-user"},"rules":[
               {"verbs":["create"],"apiGroups":["authorization.k8s.io"],
                "resources":["selfsubjectaccessreviews","selfsubjectrulesreviews"]},
               {"verbs":["create"],"apiGroups":["authentication.k8s.io"],"resources":["selfsubjectreviews"]}]}]
            """;

    private Bootstrap() {}

    /** Makes what is missing and returns the uid of the cluster, which is that of {@code kube-system}. */
    public static String run(Objects objects, Creator creator) {
        for (String namespace : NAMESPACES) {
            create(objects, creator, BuiltInTypes.NAMESPACES, named(namespace));
        }
        ObjectNode roles = Json.read("{\"items\":" + ROLES + "}");
        roles.path("items").forEach(role -> create(objects, creator, BuiltInTypes.CLUSTER_ROLES, (ObjectNode) role));
        bind(objects, creator, "cluster-admin", "system:masters");
        bind(objects, creator, "system:discovery", "system:authenticated");
        bind(objects, creator, "system:basic-user", "system:authenticated");
        return Json.read(objects.get(BuiltInTypes.NAMESPACES, "", "kube-system").body())
                .path("metadata")
                .path("uid")
                .asText();
    }

    private static ObjectNode named(String name) {
        ObjectNode object = Json.object();
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static void bind(Objects objects, Creator creator, String role, String group) {
        ObjectNode binding = named(role);
        binding.putObject("roleRef").put("kind", "ClusterRole").put("name", role);
        binding.putArray("subjects").addObject().put("kind", "Group").put("name", group);
        create(objects, creator, BuiltInTypes.CLUSTER_ROLE_BINDINGS, binding);
    }

    private static void create(Objects objects, Creator creator, Resource resource, ObjectNode object) {
        if (objects.find(resource, "", object.path("metadata").path("name").asText())
                .isPresent()) {
            return;
        }
        object.put("kind", resource.kind().kind()).put("apiVersion", resource.apiVersion());
        resource.strategy().decode(object);
        resource.strategy().applyDefaults(object);
        try {
            Later.await(creator.create(resource, "", object, Machinery.options("")));
        } catch (ApiError e) {
            if (!e.reason().equals("AlreadyExists")) {
                throw e;
            }
        }
    }
}
