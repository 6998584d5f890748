package io.warpctl.apiserver.schema;

import io.warpctl.apiserver.object.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A format rules can hold texts against: {@code format.dns1123Label().validate(self)}.
 *
 * <p>Source of the names and texts: {@code k8s.io/apiserver/pkg/cel/library/format.go}.
 */
record CelNamedFormat(String name) {
    private static final Map<String, Function<String, List<String>>> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("dns1123Label", Names::label);
        CHECKS.put("dns1123Subdomain", Names::subdomain);
        CHECKS.put("dns1035Label", Names::label1035);
        CHECKS.put("qualifiedName", Names::qualifiedName);
        CHECKS.put("dns1123LabelPrefix", text -> Names.label(withoutDash(text)));
        CHECKS.put("dns1123SubdomainPrefix", text -> Names.subdomain(withoutDash(text)));
        CHECKS.put("dns1035LabelPrefix", text -> Names.label1035(withoutDash(text)));
        CHECKS.put("labelValue", Names::labelValue);
        CHECKS.put("uri", text -> known("uri", text, "invalid URI"));
        CHECKS.put("uuid", text -> known("uuid", text, "does not match the UUID format"));
        CHECKS.put("byte", text -> known("byte", text, "invalid base64"));
        CHECKS.put("date", text -> known("date", text, "invalid date"));
        CHECKS.put("datetime", text -> known("datetime", text, "invalid datetime"));
    }

    static Iterable<String> names() {
        return CHECKS.keySet();
    }

    static Optional<CelNamedFormat> of(String name) {
        return CHECKS.containsKey(name) ? Optional.of(new CelNamedFormat(name)) : Optional.empty();
    }

    /** What is wrong with a text; empty if nothing is. */
    Optional<List<String>> validate(String text) {
        return Optional.of(CHECKS.get(name).apply(text)).filter(faults -> !faults.isEmpty());
    }

    private static List<String> known(String format, String text, String fault) {
        return Formats.matches(format, text) ? List.of() : List.of(fault);
    }

    /** What will be followed by something generated may end in a dash. */
    private static String withoutDash(String text) {
        return text.endsWith("-") && text.length() > 1 ? text.substring(0, text.length() - 1) + "a" : text;
    }
}
