package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of {@code spec.names}. */
final class CrdNames {
    private static final String PATH = "spec.names";

    private CrdNames() {}

    static List<Cause> validate(JsonNode names) {
        List<Cause> causes = new ArrayList<>();
        for (String field : List.of("plural", "singular")) {
            label(causes, PATH + "." + field, names.path(field).asText(""), true);
        }
        for (String field : List.of("kind", "listKind")) {
            kind(causes, PATH + "." + field, names.path(field).asText(""));
        }
        for (String field : List.of("shortNames", "categories")) {
            for (int i = 0; i < names.path(field).size(); i++) {
                label(
                        causes,
                        PATH + "." + field + "[" + i + "]",
                        names.path(field).get(i).asText(),
                        false);
            }
        }
        String kind = names.path("kind").asText("");
        if (!kind.isEmpty() && kind.equals(names.path("listKind").asText(""))) {
            causes.add(Cause.invalid(PATH + ".listKind", kind, "kind and listKind may not be the same"));
        }
        return causes;
    }

    private static void label(List<Cause> causes, String path, String value, boolean required) {
        if (value.isEmpty() && required) {
            causes.add(Cause.required(path, ""));
            return;
        }
        List<String> faults = Names.label1035(value);
        if (!faults.isEmpty()) {
            causes.add(Cause.invalid(path, value, String.join(",", faults)));
        }
    }

    private static void kind(List<Cause> causes, String path, String value) {
        if (value.isEmpty()) {
            causes.add(Cause.required(path, ""));
            return;
        }
        List<String> faults = Names.label1035(value.toLowerCase(Locale.ROOT));
        if (!faults.isEmpty()) {
            causes.add(Cause.invalid(
                    path, value, "may have mixed case, but should otherwise match: " + String.join(",", faults)));
        }
    }
}
