package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.object.GroupResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps users from granting more than they have: a role may hold, and a binding may give, only what its writer holds, unless the
 * writer has the verb {@code escalate} on roles or {@code bind} on the role that is bound.
 */
public final class Escalation {

    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final List<String> ANY = List.of("*");
    private static final List<PolicyRule> EVERYTHING = List.of(
            new PolicyRule(ANY, ANY, ANY, List.of(), List.of()),
            new PolicyRule(ANY, List.of(), List.of(), List.of(), ANY));

    /** What the garbage collector and apply change without granting anything. */
    private static final Set<String> BOOKKEEPING = Set.of("ownerReferences", "finalizers", "managedFields");

    private final Rbac rbac;

    public Escalation(Rbac rbac) {
        this.rbac = rbac;
    }

    /**
     * Checks what a user writes.
     *
     * @param namespace empty for cluster-scoped objects
     * @param old what is replaced; empty for a creation
     * @throws ApiError 403 if it grants what the user has not; 404 if it binds a role that is not there
     */
    public void check(User user, GroupResource type, String namespace, ObjectNode fresh, Optional<ObjectNode> old) {
        if (!type.group().equals(GROUP)
                || user.groups().contains(User.MASTERS)
                || old.map(before -> granting(before).equals(granting(fresh))).orElse(false)) {
            return;
        }
        switch (type.resource()) {
            case "roles", "clusterroles" -> role(user, type, namespace, fresh, old);
            case "rolebindings", "clusterrolebindings" -> binding(user, type, namespace, fresh);
            default -> throw new IllegalArgumentException("no rule for " + type);
        }
    }

    private static ObjectNode granting(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").remove(BOOKKEEPING);
        return copy;
    }

    private void role(User user, GroupResource type, String namespace, ObjectNode fresh, Optional<ObjectNode> old) {
        String known = old.map(Escalation::name).orElse("");
        if (rbac.allows(user, Attributes.resource("escalate", GROUP, type.resource(), "", namespace, known))) {
            return;
        }
        confirm(user, type, namespace, fresh, PolicyRule.of(fresh.path("rules")));
        boolean gathers = fresh.hasNonNull("aggregationRule")
                || old.map(each -> each.hasNonNull("aggregationRule")).orElse(false);
        if (gathers && !missing(user, namespace, EVERYTHING).isEmpty()) {
            throw ApiError.forbidden(type, name(fresh), "must have cluster-admin privileges to use an aggregationRule");
        }
    }

    private void binding(User user, GroupResource type, String namespace, ObjectNode fresh) {
        JsonNode ref = fresh.path("roleRef");
        boolean cluster = ref.path("kind").asText().equals("ClusterRole");
        GroupResource bound = new GroupResource(GROUP, cluster ? "clusterroles" : "roles");
        String name = ref.path("name").asText();
        String group = ref.path("apiGroup").asText();
        if (rbac.allows(user, Attributes.resource("bind", group, bound.resource(), "", namespace, name))) {
            return;
        }
        List<PolicyRule> rules =
                rbac.rulesOf(cluster, namespace, name).orElseThrow(() -> ApiError.notFound(bound, name));
        confirm(user, type, namespace, fresh, rules);
    }

    private List<PolicyRule> missing(User user, String namespace, List<PolicyRule> wanted) {
        return Coverage.missing(rbac.rules(user, namespace), wanted);
    }

    private void confirm(User user, GroupResource type, String namespace, ObjectNode fresh, List<PolicyRule> wanted) {
        List<PolicyRule> missing = missing(user, namespace, wanted);
        if (!missing.isEmpty()) {
            throw ApiError.forbidden(
                    type,
                    name(fresh),
                    "user \"" + user.name() + "\" (groups=" + Coverage.quoted(user.groups())
                            + ") is attempting to grant RBAC permissions not currently held:\n"
                            + Coverage.describe(missing));
        }
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText("");
    }
}
