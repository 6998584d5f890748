package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import io.warpctl.apiserver.http.Reviews;
import io.warpctl.apiserver.object.ApiError;
import io.warpctl.apiserver.store.ObjectStore;
import io.warpctl.apiserver.store.StoreKey;
import io.warpctl.apiserver.store.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers who one is and what one may do, and hands out service-account tokens. */
public final class AccessReviews implements Reviews {

    private static final long MIN_TOKEN_SECONDS = 600;
    private static final long TOKEN_SECONDS = 3_600;
    private static final long MAX_TOKEN_SECONDS = 86_400;

    private final Rbac rbac;
    private final ServiceAccountTokens tokens;
    private final ObjectStore store;
    private final InstantSource clock;

    public AccessReviews(Rbac rbac, ServiceAccountTokens tokens, ObjectStore store, InstantSource clock) {
        this.rbac = rbac;
        this.tokens = tokens;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<ObjectNode> review(String group, String plural, User user, ObjectNode object) {
        return switch (plural) {
            case "selfsubjectaccessreviews" -> Optional.of(access(user, object));
            case "subjectaccessreviews" -> Optional.of(access(subject(object.path("spec")), object));
            case "selfsubjectrulesreviews" -> Optional.of(rules(user, object));
            case "selfsubjectreviews" -> Optional.of(self(user, object));
            case "serviceaccounts/token" -> token(object);
            default -> Optional.empty();
        };
    }

    private static User subject(JsonNode spec) {
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(each -> groups.add(each.asText()));
        return User.of(spec.path("user").asText(""), groups);
    }

    private ObjectNode access(User user, ObjectNode object) {
        JsonNode spec = object.path("spec");
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() == path.isObject()) {
            throw ApiError.badRequest(
                    "exactly one of spec.resourceAttributes and spec.nonResourceAttributes must be given");
        }
        Attributes wanted = resource.isObject()
                ? Attributes.resource(
                        resource.path("verb").asText(""),
                        resource.path("group").asText(""),
                        resource.path("resource").asText(""),
                        resource.path("subresource").asText(""),
                        resource.path("namespace").asText(""),
                        resource.path("name").asText(""))
                : Attributes.path(
                        path.path("verb").asText("").toLowerCase(Locale.ROOT),
                        path.path("path").asText(""));
        object.putObject("status").put("allowed", rbac.allows(user, wanted));
        return object;
    }

    private ObjectNode rules(User user, ObjectNode object) {
        ObjectNode status = object.putObject("status").put("incomplete", false);
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        List<PolicyRule> rules = user.groups().contains(User.MASTERS)
                ? List.of(new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of("*")))
                : rbac.rules(user, object.path("spec").path("namespace").asText("default"));
        for (PolicyRule rule : rules) {
            if (!rule.resources().isEmpty()) {
                ObjectNode node = resources.addObject();
                texts(node, "verbs", rule.verbs());
                texts(node, "apiGroups", rule.groups());
                texts(node, "resources", rule.resources());
                if (!rule.names().isEmpty()) {
                    texts(node, "resourceNames", rule.names());
                }
            }
            if (!rule.paths().isEmpty()) {
                ObjectNode node = paths.addObject();
                texts(node, "verbs", rule.verbs());
                texts(node, "nonResourceURLs", rule.paths());
            }
        }
        return object;
    }

    private static void texts(ObjectNode node, String field, List<String> texts) {
        ArrayNode array = node.putArray(field);
        texts.forEach(array::add);
    }

    private ObjectNode self(User user, ObjectNode object) {
        object.withObject("/metadata")
                .put(
                        "creationTimestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode info = object.putObject("status").putObject("userInfo").put("username", user.name());
        if (!user.uid().isEmpty()) {
            info.put("uid", user.uid());
        }
        texts(info, "groups", user.groups());
        return object;
    }

    private Optional<ObjectNode> token(ObjectNode request) {
        String namespace = request.path("metadata").path("namespace").asText();
        String name = request.path("metadata").path("name").asText();
        Optional<StoredObject> account = store.get(new StoreKey("serviceaccounts", namespace, name));
        return account.map(stored -> {
            String uid = Json.read(stored.body()).path("metadata").path("uid").asText();
            List<String> audiences = new ArrayList<>();
            request.path("spec").path("audiences").forEach(each -> audiences.add(each.asText()));
            long asked = request.path("spec").path("expirationSeconds").asLong(TOKEN_SECONDS);
            if (asked < MIN_TOKEN_SECONDS) {
                throw ApiError.badRequest("spec.expirationSeconds: may not specify a duration less than 10 minutes");
            }
            long seconds = Math.min(asked, MAX_TOKEN_SECONDS);
            request.put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
            request.putObject("status")
                    .put("token", tokens.issue(namespace, name, uid, audiences, Duration.ofSeconds(seconds)))
                    .put(
                            "expirationTimestamp",
                            clock.instant()
                                    .plusSeconds(seconds)
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString());
            return request;
        });
    }
}
