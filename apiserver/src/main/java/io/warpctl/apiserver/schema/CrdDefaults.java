package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What a CustomResourceDefinition gets that its author left out. */
public final class CrdDefaults {

    private CrdDefaults() {}

    /**
     * Fills in, in place, the singular, the list kind, the conversion strategy, and a status that accepts nothing yet
     * but has the storage version among {@code storedVersions}.
     */
    public static void apply(ObjectNode crd) {
        ObjectNode spec = crd.withObjectProperty("spec");
        if (spec.path("names") instanceof ObjectNode names) {
            String kind = names.path("kind").asText("");
            if (!kind.isEmpty() && names.path("singular").asText("").isEmpty()) {
                names.put("singular", kind.toLowerCase(Locale.ROOT));
            }
            if (!kind.isEmpty() && names.path("listKind").asText("").isEmpty()) {
                names.put("listKind", kind + "List");
            }
        }
        if (!spec.hasNonNull("conversion")) {
            spec.putObject("conversion").put("strategy", "None");
        }
        status(crd.withObjectProperty("status"));
        addStorageVersion(crd);
    }

    private static void status(ObjectNode status) {
        if (!status.has("conditions")) {
            status.putNull("conditions");
        }
        if (!status.hasNonNull("acceptedNames")) {
            status.putObject("acceptedNames").put("plural", "").put("kind", "");
        }
    }

    private static void addStorageVersion(ObjectNode crd) {
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                ObjectNode status = crd.withObjectProperty("status");
                ArrayNode stored = status.path("storedVersions") instanceof ArrayNode known
                        ? known
                        : JsonNodeFactory.instance.arrayNode();
                boolean present = false;
                for (JsonNode name : stored) {
                    present |= name.equals(version.path("name"));
                }
                if (!present) {
                    stored.add(version.path("name"));
                }
                status.set("storedVersions", stored);
                return;
            }
        }
    }
}
