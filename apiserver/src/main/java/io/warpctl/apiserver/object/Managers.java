package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Manager.Owned;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All managers of an object and what they own: {@code metadata.managedFields}, decoded. */
final class Managers {
    /** What every object has and nobody owns. */
    private static final Set<String> NOBODYS = Set.of(
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion");

    private static final FieldSet UNOWNED = NOBODYS.stream()
            .map(name -> FieldSet.of("f:metadata", FieldElement.field(name)))
            .reduce(
                    FieldSet.of("f:apiVersion").union(FieldSet.of("f:kind")).union(FieldSet.of("f:metadata")),
                    FieldSet::union);

    private static final int MAX_UPDATERS = 10;
    private static final String ANCIENT = "ancient-changes";

    private static final Comparator<Map.Entry<Manager, Owned>> ORDER =
            Comparator.<Map.Entry<Manager, Owned>, Boolean>comparing(
                            e -> !e.getKey().applies())
                    .thenComparing(e -> e.getValue().time())
                    .thenComparing(e -> e.getKey().name())
                    .thenComparing(e -> e.getValue().apiVersion())
                    .thenComparing(e -> e.getKey().subresource());

    private final Map<Manager, Owned> owned = new LinkedHashMap<>();

    /** Reads managedFields. @throws IllegalArgumentException if an entry is not well-formed */
    static Managers decode(JsonNode managedFields) {
        Managers managers = new Managers();
        for (JsonNode entry : managedFields) {
            String operation = entry.path("operation").asText("");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                throw new IllegalArgumentException("operation " + operation);
            }
            Owned value = new Owned(
                    FieldSet.parse(entry.path("fieldsV1")),
                    entry.path("apiVersion").asText(""),
                    entry.path("time").asText(""));
            managers.owned.put(Manager.of(entry), value);
        }
        return managers;
    }

    Map<Manager, Owned> owned() {
        return owned;
    }

    boolean isEmpty() {
        return owned.isEmpty();
    }

    FieldSet of(Manager manager) {
        return owned.containsKey(manager) ? owned.get(manager).fields() : FieldSet.EMPTY;
    }

    /** All fields anyone owns. */
    FieldSet all() {
        return owned.values().stream().map(Owned::fields).reduce(FieldSet.EMPTY, FieldSet::union);
    }

    /** Takes fields from everyone but one manager; who owns nothing any more is forgotten. */
    void takeFromOthers(Manager manager, FieldSet fields) {
        owned.replaceAll((m, value) ->
                m.equals(manager) ? value : value.with(value.fields().difference(fields)));
    }

    /** Forgets managers without fields. */
    void forgetEmpty() {
        owned.values().removeIf(value -> value.fields().isEmpty());
    }

    /** Takes away what nobody owns: name, uid and the like. */
    void strip() {
        owned.replaceAll((m, value) -> value.with(value.fields().difference(UNOWNED)));
        forgetEmpty();
    }

    /** Joins the oldest of too many updating managers into one. */
    void cap() {
        List<Map.Entry<Manager, Owned>> updaters = owned.entrySet().stream()
                .filter(e -> !e.getKey().applies())
                .sorted(ORDER)
                .toList();
        int surplus = updaters.size() - MAX_UPDATERS;
        if (surplus <= 0) {
            return;
        }
        for (Map.Entry<Manager, Owned> oldest : updaters.subList(0, surplus + 1)) {
            owned.remove(oldest.getKey());
            Manager bucket = Manager.updating(ANCIENT, oldest.getValue().apiVersion(), "");
            owned.merge(
                    bucket,
                    oldest.getValue(),
                    (a, b) -> new Owned(a.fields().union(b.fields()), b.apiVersion(), b.time()));
        }
    }

    /** Writes the managers into an object's metadata, in Kubernetes' order. */
    void encode(ObjectNode object) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.remove("managedFields");
        if (!owned.isEmpty()) {
            ArrayNode entries = JsonNodeFactory.instance.arrayNode();
            owned.entrySet().stream()
                    .sorted(ORDER)
                    .forEach(e -> entries.add(e.getValue().entry(e.getKey())));
            metadata.set("managedFields", entries);
        }
    }

    /** What each manager owns, for comparison without times. */
    Map<Manager, FieldSet> sets() {
        return owned.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().fields()));
    }
}
