package io.warpctl.apiserver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One rule of a role. */
record PolicyRule(
        List<String> verbs, List<String> groups, List<String> resources, List<String> names, List<String> paths) {

    static List<PolicyRule> of(JsonNode rules) {
        List<PolicyRule> all = new ArrayList<>();
        for (JsonNode rule : rules) {
            all.add(new PolicyRule(
                    texts(rule.path("verbs")),
                    texts(rule.path("apiGroups")),
                    texts(rule.path("resources")),
                    texts(rule.path("resourceNames")),
                    texts(rule.path("nonResourceURLs"))));
        }
        return all;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return List.copyOf(texts);
    }

    boolean allows(Attributes wanted) {
        if (!has(verbs, wanted.verb())) {
            return false;
        }
        if (!wanted.isResource()) {
            return paths.stream().anyMatch(path -> matchesPath(path, wanted.path()));
        }
        return has(groups, wanted.group())
                && matchesResource(wanted)
                && (names.isEmpty() || names.contains(wanted.name()));
    }

    private boolean matchesResource(Attributes wanted) {
        return has(resources, wanted.fullResource())
                || (!wanted.subresource().isEmpty() && resources.contains("*/" + wanted.subresource()));
    }

    private static boolean has(List<String> list, String value) {
        return list.contains("*") || list.contains(value);
    }

    private static boolean matchesPath(String rule, String path) {
        return rule.equals("*")
                || rule.equals(path)
                || (rule.endsWith("*") && path.startsWith(rule.substring(0, rule.length() - 1)));
    }
}
