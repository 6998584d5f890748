package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which names a definition gets: those no other definition of its group has. */
final class DefinitionNames {

    private final ObjectNode accepted = Json.object();
    private String reason = "";
    private String message = "";

    private DefinitionNames() {}

    static DefinitionNames of(ObjectNode crd, List<ObjectNode> others) {
        DefinitionNames names = new DefinitionNames();
        JsonNode wanted = crd.path("spec").path("names");
        JsonNode had = crd.path("status").path("acceptedNames");
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (ObjectNode other : others) {
            taken(crd, other, resources, kinds);
        }
        names.one("plural", wanted, had, resources, "PluralConflict");
        names.one("singular", wanted, had, resources, "SingularConflict");
        names.shortNames(wanted, had, resources);
        names.one("kind", wanted, had, kinds, "KindConflict");
        names.one("listKind", wanted, had, kinds, "ListKindConflict");
        if (!wanted.path("categories").isEmpty()) {
            names.accepted.set("categories", wanted.path("categories").deepCopy());
        }
        return names;
    }

    private static void taken(ObjectNode crd, ObjectNode other, Set<String> resources, Set<String> kinds) {
        boolean same =
                other.path("metadata").path("name").equals(crd.path("metadata").path("name"));
        if (same || !other.path("spec").path("group").equals(crd.path("spec").path("group"))) {
            return;
        }
        JsonNode names = other.path("status").path("acceptedNames");
        resources.add(names.path("plural").asText(""));
        resources.add(names.path("singular").asText(""));
        names.path("shortNames").forEach(each -> resources.add(each.asText()));
        kinds.add(names.path("kind").asText(""));
        kinds.add(names.path("listKind").asText(""));
        resources.remove("");
        kinds.remove("");
    }

    private void one(String field, JsonNode wanted, JsonNode had, Set<String> taken, String conflict) {
        String name = wanted.path(field).asText("");
        if (taken.contains(name)) {
            reason = conflict;
            message = "\"" + name + "\" is already in use";
            accepted.put(field, had.path(field).asText(""));
        } else {
            accepted.put(field, name);
        }
        boolean optional = field.equals("singular") || field.equals("listKind");
        if (optional && accepted.path(field).asText().isEmpty()) {
            accepted.remove(field);
        }
    }

    private void shortNames(JsonNode wanted, JsonNode had, Set<String> taken) {
        List<String> conflicts = new ArrayList<>();
        wanted.path("shortNames").forEach(each -> {
            if (taken.contains(each.asText())) {
                conflicts.add("\"" + each.asText() + "\" is already in use");
            }
        });
        JsonNode kept = conflicts.isEmpty() ? wanted.path("shortNames") : had.path("shortNames");
        if (!conflicts.isEmpty()) {
            reason = "ShortNamesConflict";
            message = conflicts.size() == 1 ? conflicts.get(0) : "[" + String.join(", ", conflicts) + "]";
        }
        if (!kept.isEmpty()) {
            accepted.set("shortNames", kept.deepCopy());
        }
    }

    /** What it may be called. */
    ObjectNode accepted() {
        return accepted;
    }

    /** The reason of a conflict; empty if all names are accepted. */
    String reason() {
        return reason;
    }

    /** The conflict. */
    String message() {
        return message;
    }
}
