package io.warpctl.e2e.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Who wrote which field of which object, as {@code managedFields} say. */
final class FieldWriters {
    private static final String PEOPLE = "kubectl.*|warpctl";
    private static final String OPERATOR = "warp-operator";
    private static final String NODE = "warp-node";

    /** Kind and path of the fields, and who alone may write them; the first row that fits counts. */
    private static final List<Row> TABLE = List.of(
            new Row("Warp(Environment|Service) f:spec/.*", PEOPLE),
            new Row("Warp(Environment|Service) f:metadata/f:finalizers.*", OPERATOR),
            new Row("Warp(Environment|Service) f:metadata/.*", PEOPLE),
            new Row("Warp(Environment|Service) f:status.*", OPERATOR),
            new Row("Warp(Block|Release) .*", OPERATOR),
            new Row("WarpHost f:status/f:conditions/k:\\{\"type\":\"Ready\"}.*", OPERATOR),
            new Row("WarpHost f:status/f:conditions/\\.", NODE + "|" + OPERATOR),
            new Row("WarpHost f:status.*", NODE),
            new Row("WarpHost .*", PEOPLE),
            new Row("WarpHostPlan f:status.*", NODE),
            new Row("WarpHostPlan .*", OPERATOR),
            new Row("Lease .*", NODE),
            new Row("Event .*", OPERATOR));

    private record Row(String fields, String managers) {}

    private final List<String> complaints = new ArrayList<>();
    private final TreeSet<String> kinds = new TreeSet<>();

    private FieldWriters() {}

    /** Looks at a list of objects. */
    static FieldWriters of(JsonNode list) {
        FieldWriters writers = new FieldWriters();
        list.path("items").forEach(writers::look);
        return writers;
    }

    /** Fields with two writers, or with one that has nothing to write there. */
    List<String> complaints() {
        return complaints;
    }

    /** The kinds of the objects that were looked at. */
    TreeSet<String> kinds() {
        return kinds;
    }

    private void look(JsonNode object) {
        String kind = object.path("kind").asText();
        String name = kind + " " + object.at("/metadata/name").asText();
        kinds.add(kind);
        Map<String, TreeSet<String>> writers = new TreeMap<>();
        object.at("/metadata/managedFields")
                .forEach(entry -> leaves(
                        "",
                        entry.path("fieldsV1"),
                        (path, unused) -> writers.computeIfAbsent(path, key -> new TreeSet<>())
                                .add(entry.path("manager").asText())));
        if (writers.isEmpty()) {
            complaints.add(name + " has no managedFields");
        }
        writers.forEach((path, managers) -> judge(kind, name, path, managers));
    }

    private void judge(String kind, String name, String path, TreeSet<String> managers) {
        String field = kind + " " + path;
        String allowed = TABLE.stream()
                .filter(row -> field.matches(row.fields()))
                .findFirst()
                .map(Row::managers)
                .orElse("nobody");
        if (managers.size() > 1 && !path.endsWith("/.")) {
            complaints.add(name + ": " + path + " is written by " + managers);
        }
        managers.stream()
                .filter(manager -> !manager.matches(allowed))
                .forEach(manager ->
                        complaints.add(name + ": " + path + " is written by " + manager + ", not by " + allowed));
    }

    private static void leaves(String path, JsonNode fields, BiConsumer<String, JsonNode> found) {
        fields.properties().forEach(field -> {
            String longer = path.isEmpty() ? field.getKey() : path + "/" + field.getKey();
            if (field.getValue().isEmpty()) {
                found.accept(longer, field.getValue());
            } else {
                leaves(longer, field.getValue(), found);
            }
        });
    }
}
