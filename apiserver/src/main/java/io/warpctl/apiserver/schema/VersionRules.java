package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of what a version declares: its schema, subresources, columns and selectable fields. */
final class VersionRules {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int MAX_SELECTABLE = 8;

    private VersionRules() {}

    static List<Cause> validate(JsonNode versions) {
        List<Cause> causes = new ArrayList<>();
        declared(causes, versions, "schema", "spec.validation", (path, schema) -> {
            if (!schema.path("openAPIV3Schema").isObject()) {
                causes.add(Cause.required(path + ".openAPIV3Schema", ""));
            } else {
                causes.addAll(SchemaRules.validate(schema.path("openAPIV3Schema"), path + ".openAPIV3Schema"));
            }
        });
        declared(
                causes,
                versions,
                "subresources",
                "spec.subresources",
                (path, subresources) -> scale(causes, path + ".scale", subresources.path("scale")));
        declared(
                causes,
                versions,
                "additionalPrinterColumns",
                "spec.additionalPrinterColumns",
                (path, columns) -> columns(causes, path, columns));
        declared(
                causes,
                versions,
                "selectableFields",
                "spec.selectableFields",
                (path, fields) -> selectable(causes, path, fields));
        return causes;
    }

    private interface Check {
        void check(String path, JsonNode value);
    }

    /** What all versions declare alike Kubernetes holds, and reports, once for all of them. */
    private static void declared(List<Cause> causes, JsonNode versions, String field, String shared, Check check) {
        Set<JsonNode> different = new LinkedHashSet<>();
        versions.forEach(version -> different.add(version.path(field)));
        boolean alike = different.size() == 1 && !different.iterator().next().isMissingNode();
        if (alike) {
            check.check(shared, different.iterator().next());
            return;
        }
        for (int i = 0; i < versions.size(); i++) {
            String path = "spec.versions[" + i + "]." + field;
            if (versions.get(i).hasNonNull(field)) {
                check.check(path, versions.get(i).get(field));
            } else if (field.equals("schema")) {
                causes.add(Cause.required(path + ".openAPIV3Schema", ""));
            }
        }
    }

    private static void scale(List<Cause> causes, String path, JsonNode scale) {
        if (scale.isMissingNode() || scale.isNull()) {
            return;
        }
        under(causes, path + ".specReplicasPath", scale.path("specReplicasPath").asText(""), true, ".spec");
        under(
                causes,
                path + ".statusReplicasPath",
                scale.path("statusReplicasPath").asText(""),
                true,
                ".status");
        String selector = scale.path("labelSelectorPath").asText("");
        under(causes, path + ".labelSelectorPath", selector, false, ".spec", ".status");
    }

    private static void under(List<Cause> causes, String path, String value, boolean required, String... roots) {
        if (value.isEmpty()) {
            if (required) {
                causes.add(Cause.required(path, ""));
            }
            return;
        }
        boolean fits = false;
        for (String root : roots) {
            fits |= value.startsWith(root + ".") && value.matches("(\\.[A-Za-z0-9_-]+)+");
        }
        if (!fits) {
            String expected = roots.length == 1 ? roots[0] : "either .spec or .status";
            causes.add(Cause.invalid(path, value, "should be a json path under " + expected));
        }
    }

    private static void columns(List<Cause> causes, String path, JsonNode columns) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String at = path + "[" + i + "]";
            if (column.path("name").asText("").isEmpty()) {
                causes.add(Cause.required(at + ".name", ""));
            }
            String type = column.path("type").asText("");
            if (type.isEmpty()) {
                causes.add(Cause.required(at + ".type", ""));
            } else if (!COLUMN_TYPES.contains(type)) {
                causes.add(Cause.notSupported(at + ".type", type, COLUMN_TYPES));
            }
            String format = column.path("format").asText("");
            if (!format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
                causes.add(Cause.notSupported(at + ".format", format, COLUMN_FORMATS));
            }
            jsonPath(causes, at + ".jsonPath", column.path("jsonPath").asText(""));
        }
    }

    private static void jsonPath(List<Cause> causes, String at, String value) {
        if (value.isEmpty()) {
            causes.add(Cause.required(at, ""));
            return;
        }
        try {
            JsonPath.compile(value);
        } catch (IllegalArgumentException e) {
            causes.add(Cause.invalid(at, value, e.getMessage()));
        }
    }

    private static void selectable(List<Cause> causes, String path, JsonNode fields) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String at = path + "[" + i + "].jsonPath";
            String value = fields.get(i).path("jsonPath").asText("");
            if (value.isEmpty()) {
                causes.add(Cause.required(at, ""));
            } else if (!value.matches("(\\.[A-Za-z0-9_-]+)+")) {
                causes.add(Cause.invalid(at, value, "must be a simple json path"));
            } else if (!seen.add(value)) {
                causes.add(Cause.duplicate(at, fields.get(i).path("jsonPath")));
            }
        }
        if (fields.size() > MAX_SELECTABLE) {
            causes.add(Cause.tooMany(path, fields.size(), MAX_SELECTABLE));
        }
    }
}
