package io.warpctl.apiserver.auth;

import io.warpctl.apiserver.object.GoJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Compares what rules grant. */
final class Coverage {

    private static final List<String> NONE = List.of();

    private Coverage() {}

    /** What {@code wanted} grants and {@code held} does not, each with one verb, one resource or path, at most one name. */
    static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
        return wanted.stream()
                .flatMap(rule -> single(rule).stream())
                .filter(each -> held.stream().noneMatch(rule -> covers(rule, each)))
                .toList();
    }

    private static List<PolicyRule> single(PolicyRule rule) {
        List<PolicyRule> all = new ArrayList<>();
        List<List<String>> names = rule.names().isEmpty()
                ? List.of(NONE)
                : rule.names().stream().map(List::of).toList();
        for (String group : rule.groups()) {
            for (String resource : rule.resources()) {
                for (String verb : rule.verbs()) {
                    names.forEach(name ->
                            all.add(new PolicyRule(List.of(verb), List.of(group), List.of(resource), name, NONE)));
                }
            }
        }
        for (String path : rule.paths()) {
            rule.verbs().forEach(verb -> all.add(new PolicyRule(List.of(verb), NONE, NONE, NONE, List.of(path))));
        }
        return all;
    }

    private static boolean covers(PolicyRule held, PolicyRule single) {
        boolean names = held.names().isEmpty()
                || (!single.names().isEmpty() && held.names().containsAll(single.names()));
        return names
                && all(held.verbs(), single.verbs(), Coverage::same)
                && all(held.groups(), single.groups(), Coverage::same)
                && all(held.resources(), single.resources(), Coverage::resource)
                && all(held.paths(), single.paths(), Coverage::path);
    }

    private static boolean all(List<String> held, List<String> wanted, BiPredicate<String, String> covers) {
        return wanted.stream().allMatch(each -> held.stream().anyMatch(holds -> covers.test(holds, each)));
    }

    private static boolean same(String held, String wanted) {
        return held.equals("*") || held.equals(wanted);
    }

    private static boolean resource(String held, String wanted) {
        int slash = wanted.indexOf('/');
        return same(held, wanted) || (slash >= 0 && held.equals("*" + wanted.substring(slash)));
    }

    private static boolean path(String held, String wanted) {
        return held.equals(wanted) || (held.endsWith("*") && wanted.startsWith(held.substring(0, held.length() - 1)));
    }

    /** The rules as Kubernetes words them, a line each, in order. */
    static String describe(List<PolicyRule> rules) {
        TreeSet<String> lines = new TreeSet<>();
        compact(rules).forEach(rule -> lines.add(describe(rule)));
        return String.join("\n", lines);
    }

    /** Rules that differ in their verb alone, in one. */
    private static List<PolicyRule> compact(List<PolicyRule> rules) {
        Map<PolicyRule, List<String>> verbs = new LinkedHashMap<>();
        for (PolicyRule rule : rules) {
            // Those about paths stand alone.
            List<String> kept = rule.paths().isEmpty() ? NONE : rule.verbs();
            PolicyRule rest = new PolicyRule(kept, rule.groups(), rule.resources(), rule.names(), rule.paths());
            verbs.computeIfAbsent(rest, each -> new ArrayList<>()).addAll(rule.verbs());
        }
        List<PolicyRule> all = new ArrayList<>();
        verbs.forEach((rest, each) -> all.add(
                new PolicyRule(List.copyOf(each), rest.groups(), rest.resources(), rest.names(), rest.paths())));
        return all;
    }

    private static String describe(PolicyRule rule) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("APIGroups", rule.groups());
        parts.put("Resources", rule.resources());
        parts.put("NonResourceURLs", rule.paths());
        parts.put("ResourceNames", rule.names());
        parts.put("Verbs", rule.verbs());
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + ":" + quoted(part.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A list as Go's {@code %q} shows it. */
    static String quoted(List<String> texts) {
        return texts.stream().map(GoJson::quote).collect(Collectors.joining(" ", "[", "]"));
    }
}
