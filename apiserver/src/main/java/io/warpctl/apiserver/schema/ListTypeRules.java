package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of {@code x-kubernetes-list-type} and {@code x-kubernetes-list-map-keys}. */
final class ListTypeRules {
    private static final String TYPE = "x-kubernetes-list-type";
    private static final String KEYS = "x-kubernetes-list-map-keys";
    private static final List<String> TYPES = List.of("atomic", "set", "map");
    private static final String AS_SET_ITEM = "must be atomic as item of a list with x-kubernetes-list-type=set";

    private ListTypeRules() {}

    static List<Cause> validate(JsonNode schema, String path) {
        List<Cause> causes = new ArrayList<>();
        String type = schema.path(TYPE).asText("");
        if (!type.isEmpty()) {
            SchemaRules.ofType(causes, schema, path, "array", "x-kubernetes-list-type is specified");
            if (!TYPES.contains(type)) {
                causes.add(Cause.notSupported(path + "." + TYPE, type, TYPES));
            }
        }
        JsonNode keys = schema.path(KEYS);
        if (!keys.isEmpty()) {
            String must = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (type.isEmpty()) {
                causes.add(Cause.required(path + "." + TYPE, must));
            } else if (!type.equals("map")) {
                causes.add(Cause.invalid(path + "." + TYPE, type, must));
            }
        }
        JsonNode items = schema.path("items");
        if (type.equals("map")) {
            map(causes, schema, keys, path);
        } else if (type.equals("set") && schema.path("type").asText("").equals("array")) {
            set(causes, items, path + ".items");
        }
        if ((type.equals("map") || type.equals("set")) && items.path("nullable").asBoolean()) {
            causes.add(Cause.forbidden(
                    path + ".items.nullable", "cannot be nullable when x-kubernetes-list-type is " + type));
        }
        return causes;
    }

    private static void map(List<Cause> causes, JsonNode schema, JsonNode keys, String path) {
        JsonNode items = schema.path("items");
        if (keys.isEmpty()) {
            causes.add(Cause.required(path + "." + KEYS, "must not be empty if x-kubernetes-list-type is map"));
        }
        if (!items.isObject()) {
            causes.add(Cause.required(path + ".items", "must have a schema if x-kubernetes-list-type is map"));
            return;
        }
        String itemType = items.path("type").asText("");
        if (!itemType.equals("object")) {
            causes.add(Cause.invalid(
                    path + ".items.type", itemType, "must be object if parent array's x-kubernetes-list-type is map"));
        }
        Set<String> required = new HashSet<>();
        items.path("required").forEach(name -> required.add(name.asText()));
        Set<String> seen = new HashSet<>();
        for (JsonNode key : keys) {
            JsonNode property = items.path("properties").path(key.asText());
            String at = path + ".items.properties[" + key.asText() + "]";
            if (itemType.equals("object")) {
                named(causes, property, keys, path, at);
                if (!seen.add(key.asText())) {
                    causes.add(Cause.invalid(path + "." + KEYS, keys, "must not contain duplicate entries"));
                }
            }
            if (!property.isMissingNode()) {
                key(causes, property, at, required.contains(key.asText()));
            }
        }
    }

    private static void named(List<Cause> causes, JsonNode property, JsonNode keys, String path, String at) {
        String type = property.path("type").asText("");
        if (property.isMissingNode()) {
            causes.add(Cause.invalid(path + "." + KEYS, keys, "entries must all be names of item properties"));
        } else if (type.equals("array") || type.equals("object")) {
            // Kubernetes shows the type of the items here, not that of the key.
            causes.add(Cause.invalid(
                    at + ".type", "object", "must be a scalar type if parent array's x-kubernetes-list-type is map"));
        }
    }

    private static void key(List<Cause> causes, JsonNode property, String at, boolean required) {
        if (!required && !property.has("default")) {
            causes.add(Cause.required(
                    at + ".default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                            + " property"));
        }
        if (property.path("nullable").asBoolean()) {
            causes.add(Cause.forbidden(
                    at + ".nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
        }
    }

    private static void set(List<Cause> causes, JsonNode items, String path) {
        String type = items.path("type").asText("");
        JsonNode mapType = items.path("x-kubernetes-map-type");
        JsonNode listType = items.path(TYPE);
        if (type.equals("object") && !mapType.asText("").equals("atomic")) {
            // Kubernetes shows the list type in either case.
            causes.add(
                    Cause.invalid(path + ".x-kubernetes-map-type", SchemaRules.nullIfMissing(listType), AS_SET_ITEM));
        }
        if (type.equals("array") && !listType.asText("atomic").equals("atomic")) {
            causes.add(Cause.invalid(path + "." + TYPE, SchemaRules.nullIfMissing(listType), AS_SET_ITEM));
        }
    }
}
