package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.store.Change;
import io.warpctl.apiserver.store.ListRange;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What users may do, by the roles and bindings in the store. They are followed from the store's own thread, so that what a
 * binding grants holds as soon as its writer has an answer.
 */
public final class Rbac {

    private static final String GROUP = ".rbac.authorization.k8s.io";
    private static final String ROLES = "roles" + GROUP;
    private static final String CLUSTER_ROLES = "clusterroles" + GROUP;
    private static final String BINDINGS = "rolebindings" + GROUP;
    private static final String CLUSTER_BINDINGS = "clusterrolebindings" + GROUP;

    private record Binding(StoreKey role, List<Subject> subjects) {}

    private record Subject(String kind, String name, String namespace) {
        boolean is(User user) {
            return switch (kind) {
                case "User" -> user.name().equals(name);
                case "Group" -> user.groups().contains(name);
                case "ServiceAccount" -> user.name().equals("system:serviceaccount:" + namespace + ":" + name);
                default -> false;
            };
        }
    }

    private final Map<StoreKey, List<PolicyRule>> roles = new ConcurrentHashMap<>();
    private final Map<StoreKey, Binding> bindings = new ConcurrentHashMap<>();

    /** Reads the store's roles and follows their changes. */
    public Rbac(ObjectStore store) {
        store.subscribe(changes -> changes.forEach(this::follow));
        for (String type : List.of(ROLES, CLUSTER_ROLES, BINDINGS, CLUSTER_BINDINGS)) {
            for (StoredObject object : store.list(ListRange.all(type)).objects()) {
                put(object.key(), object.body());
            }
        }
    }

    private void follow(Change change) {
        if (!change.key().resource().endsWith(GROUP)) {
            return;
        }
        if (change.kind() == Change.Kind.DELETED) {
            roles.remove(change.key());
            bindings.remove(change.key());
        } else {
            put(change.key(), change.body());
        }
    }

    private void put(StoreKey key, byte[] body) {
        ObjectNode object = Json.read(body);
        if (key.resource().equals(ROLES) || key.resource().equals(CLUSTER_ROLES)) {
            roles.put(key, PolicyRule.of(object.path("rules")));
            return;
        }
        List<Subject> subjects = new ArrayList<>();
        for (JsonNode subject : object.path("subjects")) {
            subjects.add(new Subject(
                    subject.path("kind").asText(),
                    subject.path("name").asText(),
                    subject.path("namespace").asText("")));
        }
        JsonNode role = object.path("roleRef");
        StoreKey of = role.path("kind").asText().equals("ClusterRole")
                ? new StoreKey(CLUSTER_ROLES, "", role.path("name").asText())
                : new StoreKey(ROLES, key.namespace(), role.path("name").asText());
        bindings.put(key, new Binding(of, List.copyOf(subjects)));
    }

    /** Whether a user may. */
    public boolean allows(User user, Attributes wanted) {
        if (user.groups().contains(User.MASTERS)) {
            return true;
        }
        return any(user, wanted.isResource() ? wanted.namespace() : "", rule -> rule.allows(wanted));
    }

    /** The rules of a role; empty if there is no such role. */
    Optional<List<PolicyRule>> rulesOf(boolean cluster, String namespace, String name) {
        return Optional.ofNullable(
                roles.get(cluster ? new StoreKey(CLUSTER_ROLES, "", name) : new StoreKey(ROLES, namespace, name)));
    }

    /** The rules a user has in a namespace, as SelfSubjectRulesReview shows them. */
    List<PolicyRule> rules(User user, String namespace) {
        List<PolicyRule> found = new ArrayList<>();
        any(user, namespace, rule -> {
            found.add(rule);
            return false;
        });
        return found;
    }

    private boolean any(User user, String namespace, Predicate<PolicyRule> test) {
        for (Map.Entry<StoreKey, Binding> entry : bindings.entrySet()) {
            boolean cluster = entry.getKey().resource().equals(CLUSTER_BINDINGS);
            if (!cluster && (namespace.isEmpty() || !entry.getKey().namespace().equals(namespace))) {
                continue;
            }
            Binding binding = entry.getValue();
            if (binding.subjects.stream().anyMatch(subject -> subject.is(user))
                    && roles.getOrDefault(binding.role, List.of()).stream().anyMatch(test)) {
                return true;
            }
        }
        return false;
    }
}
