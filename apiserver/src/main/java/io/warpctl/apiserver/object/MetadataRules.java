package io.warpctl.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The rules of labels, annotations, owner references, finalizers and managedFields. */
final class MetadataRules {
    private static final int MAX_ANNOTATION_BYTES = 256 * 1024;
    private static final int MAX_MANAGER_BYTES = 128;
    private static final int MAX_SUBRESOURCE_BYTES = 256;
    private static final String OWNERS = "metadata.ownerReferences";
    private static final List<String> OWNER_FIELDS =
            List.of("apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion");

    private MetadataRules() {}

    /** The rules that creates and updates share. */
    static List<Cause> shared(JsonNode metadata) {
        List<Cause> causes = new ArrayList<>();
        causes.addAll(labels("metadata.labels", metadata.path("labels")));
        causes.addAll(annotations(metadata.path("annotations")));
        causes.addAll(owners(metadata.path("ownerReferences")));
        causes.addAll(managedFields(metadata.path("managedFields")));
        return causes;
    }

    static List<Cause> labels(String field, JsonNode labels) {
        List<Cause> causes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            Names.qualifiedName(label.getKey())
                    .forEach(fault -> causes.add(Cause.invalid(field, label.getKey(), fault)));
            String value = label.getValue().asText();
            Names.labelValue(value).forEach(fault -> causes.add(Cause.invalid(field, value, fault)));
        }
        return causes;
    }

    private static List<Cause> annotations(JsonNode annotations) {
        List<Cause> causes = new ArrayList<>();
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            Names.qualifiedName(key.toLowerCase(Locale.ROOT))
                    .forEach(fault -> causes.add(Cause.invalid("metadata.annotations", key, fault)));
            size += bytes(key) + bytes(annotation.getValue().asText());
        }
        if (size > MAX_ANNOTATION_BYTES) {
            causes.add(Cause.tooLong("metadata.annotations", MAX_ANNOTATION_BYTES));
        }
        return causes;
    }

    private static List<Cause> owners(JsonNode owners) {
        List<Cause> causes = new ArrayList<>();
        String controller = "";
        for (JsonNode owner : owners) {
            GroupVersionKind type = GroupVersionKind.of(owner);
            if (type.version().isEmpty()) {
                causes.add(Cause.invalid(
                        OWNERS + ".apiVersion", owner.path("apiVersion").asText(""), "version must not be empty"));
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.path(field).asText("").isEmpty()) {
                    causes.add(Cause.invalid(OWNERS + "." + field, "", "must not be empty"));
                }
            }
            if (type.equals(new GroupVersionKind("", "v1", "Event"))) {
                causes.add(
                        Cause.invalidShown(OWNERS, shown(owner), "/v1, Kind=Event is disallowed from being an owner"));
            }
            if (owner.path("controller").asBoolean()) {
                String name =
                        owner.path("kind").asText() + "/" + owner.path("name").asText();
                if (!controller.isEmpty()) {
                    StringJoiner all = new StringJoiner(",", "[", "]");
                    owners.forEach(o -> all.add(shown(o)));
                    causes.add(Cause.invalidShown(
                            OWNERS,
                            all.toString(),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + name));
                    return causes;
                }
                controller = name;
            }
        }
        return causes;
    }

    static List<Cause> finalizers(JsonNode finalizers) {
        List<Cause> causes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonNode finalizer : finalizers) {
            String name = finalizer.asText();
            names.add(name);
            Names.qualifiedName(name).forEach(fault -> causes.add(Cause.invalid("metadata.finalizers", name, fault)));
        }
        if (names.contains("orphan") && names.contains("foregroundDeletion")) {
            causes.add(Cause.invalid(
                    "metadata.finalizers", finalizers, "finalizer orphan and foregroundDeletion cannot be both set"));
        }
        return causes;
    }

    private static List<Cause> managedFields(JsonNode entries) {
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            String field = "metadata.managedFields[" + i + "]";
            String operation = entry.path("operation").asText("");
            if (!operation.equals("Apply") && !operation.equals("Update")) {
                causes.add(Cause.invalid(field + ".operation", operation, "must be `Apply` or `Update`"));
            }
            String type = entry.path("fieldsType").asText("");
            if (!type.isEmpty() && !type.equals("FieldsV1")) {
                causes.add(Cause.invalid(field + ".fieldsType", type, "must be `FieldsV1`"));
            }
            if (bytes(entry.path("manager").asText("")) > MAX_MANAGER_BYTES) {
                causes.add(Cause.tooLong(field + ".manager", MAX_MANAGER_BYTES));
            }
            if (bytes(entry.path("subresource").asText("")) > MAX_SUBRESOURCE_BYTES) {
                causes.add(Cause.tooLong(field + ".subresource", MAX_SUBRESOURCE_BYTES));
            }
        }
        return causes;
    }

    /** An owner reference as Kubernetes prints it: its fields in the order of their declaration. */
    private static String shown(JsonNode owner) {
        StringJoiner out = new StringJoiner(",", "{", "}");
        for (String field : OWNER_FIELDS) {
            if (owner.has(field)) {
                out.add("\"" + field + "\":" + GoJson.compact(owner.get(field)));
            }
        }
        return out.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
