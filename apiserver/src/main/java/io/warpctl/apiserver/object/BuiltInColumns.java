package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns kubectl users know of the built-in kinds. */
final class BuiltInColumns {

    private BuiltInColumns() {}

    static List<Column> of(GroupVersionKind kind) {
        return switch (kind.kind()) {
            case "Namespace" -> List.of(name(), text("Status", ".status.phase"), age());
            case "ConfigMap" -> List.of(name(), count("Data", "data", "binaryData"), age());
            case "Secret" -> List.of(name(), text("Type", ".type"), count("Data", "data"), age());
            case "ServiceAccount" -> List.of(name(), count("Secrets", "secrets"), age());
            case "Lease" -> List.of(name(), text("Holder", ".spec.holderIdentity"), age());
            case "Event" -> events(kind.group().isEmpty());
            case "Role", "ClusterRole" -> List.of(name(), createdAt());
            case "RoleBinding", "ClusterRoleBinding" ->
                List.of(
                        name(),
                        role(),
                        age(),
                        subjects("Users", "User"),
                        subjects("Groups", "Group"),
                        subjects("ServiceAccounts", "ServiceAccount"));
            case "CustomResourceDefinition" -> List.of(Column.objectName(), Column.createdAt());
            case "Scale" ->
                List.of(
                        Column.objectName(),
                        number("Desired", "Number of desired replicas", ".spec.replicas"),
                        number("Available", "Number of actual replicas", ".status.replicas"),
                        Column.age());
            default -> List.of(Column.objectName(), Column.age());
        };
    }

    private static Column name() {
        CellReader reader = Column.objectName().cell();
        return new Column("Name", "string", "name", "", 0, reader);
    }

    private static Column age() {
        return new Column("Age", "string", "", "", 0, Column.age().cell());
    }

    private static Column createdAt() {
        return new Column("Created At", "date", "", "", 0, Column.createdAt().cell());
    }

    private static Column text(String name, String path) {
        return new Column(name, "string", "", "", 0, Cells.at(path, "string"));
    }

    private static Column wide(String name, String path) {
        return new Column(name, "string", "", "", 1, Cells.at(path, "string"));
    }

    private static Column number(String name, String description, String path) {
        CellReader reader = Cells.at(path, "integer");
        return new Column(name, "integer", "", description, 0, (object, now) -> {
            JsonNode cell = reader.read(object, now);
            return cell.isNull() ? IntNode.valueOf(0) : cell;
        });
    }

    private static Column count(String name, String... fields) {
        return new Column(name, "integer", "", "", 0, (object, now) -> {
            int size = 0;
            for (String field : fields) {
                size += object.path(field).size();
            }
            return IntNode.valueOf(size);
        });
    }

    private static Column role() {
        return new Column(
                "Role",
                "string",
                "",
                "",
                0,
                (object, now) ->
                        TextNode.valueOf(object.path("roleRef").path("kind").asText() + "/"
                                + object.path("roleRef").path("name").asText()));
    }

    private static Column subjects(String column, String kind) {
        return new Column(
                column,
                "string",
                "",
                "",
                1,
                (object, now) -> TextNode.valueOf(StreamSupport.stream(
                                object.path("subjects").spliterator(), false)
                        .filter(subject -> subject.path("kind").asText().equals(kind))
                        .map(subject -> (subject.hasNonNull("namespace")
                                        ? subject.get("namespace").asText() + "/"
                                        : "")
                                + subject.path("name").asText())
                        .collect(Collectors.joining(", "))));
    }

    private static List<Column> events(boolean core) {
        String about = core ? "involvedObject" : "regarding";
        String message = core ? ".message" : ".note";
        return List.of(
                new Column("Last Seen", "string", "", "", 0, BuiltInColumns::lastSeen),
                text("Type", ".type"),
                text("Reason", ".reason"),
                new Column(
                        "Object",
                        "string",
                        "",
                        "",
                        0,
                        (object, now) -> TextNode.valueOf(
                                object.path(about).path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                                        + object.path(about).path("name").asText())),
                wide("Source", core ? ".source.component" : ".reportingController"),
                text("Message", message),
                wide("Count", core ? ".count" : ".deprecatedCount"),
                new Column("Name", "string", "name", "", 1, name().cell()));
    }

    private static JsonNode lastSeen(ObjectNode event, Instant now) {
        for (JsonNode time : List.of(
                event.path("series").path("lastObservedTime"),
                event.path("lastTimestamp"),
                event.path("deprecatedLastTimestamp"),
                event.path("firstTimestamp"),
                event.path("eventTime"))) {
            if (time.isTextual()) {
                return TextNode.valueOf(Cells.age(time, now));
            }
        }
        return TextNode.valueOf("<unknown>");
    }
}
