package io.warpctl.apiserver.builtin;

import io.warpctl.apiserver.object.GroupVersionKind;
import io.warpctl.apiserver.registry.Resource;
import io.warpctl.apiserver.registry.ResourceBuilder;
import io.warpctl.apiserver.registry.Strategy;
import java.util.List;
import java.util.Locale;

/** The built-in types. */
public final class BuiltInTypes {

    /** Group of roles and their bindings. */
    public static final String RBAC = "rbac.authorization.k8s.io";
    /** Group of definitions. */
    public static final String EXTENSIONS = "apiextensions.k8s.io";

    /** Namespaces. */
    public static final Resource NAMESPACES = type("", "Namespace", "namespaces", new NamespaceStrategy())
            .cluster()
            .shortNames(List.of("ns"))
            .selectable("status.phase")
            .status()
            .build();
    /** Definitions. */
    public static final Resource DEFINITIONS = type(
                    EXTENSIONS, "CustomResourceDefinition", "customresourcedefinitions", new CrdStrategy())
            .cluster()
            .shortNames(List.of("crd", "crds"))
            .categories(List.of("api-extensions"))
            .status()
            .build();
    /** Service accounts. */
    public static final Resource SERVICE_ACCOUNTS = type(
                    "", "ServiceAccount", "serviceaccounts", new BuiltInStrategy(true))
            .shortNames(List.of("sa"))
            .build();
    /** Secrets. */
    public static final Resource SECRETS = type("", "Secret", "secrets", new SecretStrategy())
            .selectable("type")
            .build();
    /** Events as the core group has them. */
    public static final Resource EVENTS = type("", "Event", "events", new EventStrategy("involvedObject"))
            .shortNames(List.of("ev"))
            .selectable(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type")
            .build();
    /** Roles. */
    public static final Resource ROLES =
            type(RBAC, "Role", "roles", new RoleStrategy(false)).build();
    /** Cluster roles. */
    public static final Resource CLUSTER_ROLES = type(RBAC, "ClusterRole", "clusterroles", new RoleStrategy(true))
            .cluster()
            .build();
    /** Role bindings. */
    public static final Resource ROLE_BINDINGS = type(
                    RBAC, "RoleBinding", "rolebindings", new BindingStrategy(true, List.of("Role", "ClusterRole")))
            .build();
    /** Cluster role bindings. */
    public static final Resource CLUSTER_ROLE_BINDINGS = type(
                    RBAC,
                    "ClusterRoleBinding",
                    "clusterrolebindings",
                    new BindingStrategy(false, List.of("ClusterRole")))
            .cluster()
            .build();

    private BuiltInTypes() {}

    /** All stored types. */
    public static List<Resource> stored() {
        return List.of(
                NAMESPACES,
                type("", "ConfigMap", "configmaps", new ConfigMapStrategy())
                        .shortNames(List.of("cm"))
                        .build(),
                SECRETS,
                EVENTS,
                SERVICE_ACCOUNTS,
                type("events.k8s.io", "Event", "events", new EventStrategy("regarding"))
                        .shortNames(List.of("ev"))
                        .selectable("reason", "reportingController", "type")
                        .selectable("regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid")
                        .storedAs("events", EventForms.CONVERSION)
                        .build(),
                type("coordination.k8s.io", "Lease", "leases", new LeaseStrategy())
                        .build(),
                ROLES,
                CLUSTER_ROLES,
                ROLE_BINDINGS,
                CLUSTER_ROLE_BINDINGS,
                DEFINITIONS);
    }

    /** Types that are asked, not stored. */
    public static List<Resource> reviews() {
        return List.of(
                review("authorization.k8s.io", "SelfSubjectAccessReview"),
                review("authorization.k8s.io", "SelfSubjectRulesReview"),
                review("authorization.k8s.io", "SubjectAccessReview"),
                review("authentication.k8s.io", "SelfSubjectReview"),
                review("authentication.k8s.io", "TokenReview"));
    }

    private static Resource review(String group, String kind) {
        return type(group, kind, kind.toLowerCase(Locale.ROOT) + "s", new BuiltInStrategy(false))
                .cluster()
                .verbs("create")
                .build();
    }

    private static ResourceBuilder type(String group, String kind, String plural, Strategy strategy) {
        return Resource.of(new GroupVersionKind(group, "v1", kind), plural, strategy);
    }
}
