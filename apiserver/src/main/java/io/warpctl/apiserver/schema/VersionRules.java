package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of what a version declares: its schema, subresources, columns and selectable fields.
 *
 * <p>Source of the rules: {@code k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go}.
 */
final class VersionRules {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int MAX_SELECTABLE = 8;
    private static final String NOT_A_PATH = "must be a simple json path starting with .";

    private VersionRules() {}

    static List<Cause> validate(JsonNode versions) {
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            if (!versions.get(i).path("schema").path("openAPIV3Schema").isObject()) {
                causes.add(Cause.required("spec.versions[" + i + "].schema.openAPIV3Schema", ""));
            }
        }
        declared(causes, versions, "schema", "spec.validation", (path, schema) -> {
            if (schema.path("openAPIV3Schema").isObject()) {
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
        selectable(causes, versions);
        return causes;
    }

    private static void selectable(List<Cause> causes, JsonNode versions) {
        boolean alike = areAlike(versions, "selectableFields");
        boolean oneSchema = areAlike(versions, "schema");
        for (int i = 0; i < (alike ? Math.min(1, versions.size()) : versions.size()); i++) {
            JsonNode fields = versions.get(i).path("selectableFields");
            JsonNode schema = versions.get(i).path("schema").path("openAPIV3Schema");
            String path = alike ? "spec.selectableFields" : "spec.versions[" + i + "].selectableFields";
            if (fields.isEmpty()) {
                continue;
            }
            if (alike && !oneSchema) {
                causes.add(Cause.invalid(path, "", "may only be set when validations.schema is included"));
            } else if (!alike && (oneSchema || !schema.isObject())) {
                causes.add(Cause.invalid(
                        path, "", "may only be set when `version.schema.openAPIV3Schema` is not included"));
            } else {
                selectable(causes, path, fields, SchemaReader.withoutPatterns(schema));
            }
        }
    }

    private static boolean areAlike(JsonNode versions, String field) {
        Set<JsonNode> different = new LinkedHashSet<>();
        versions.forEach(version -> different.add(version.path(field)));
        return different.size() == 1 && !different.iterator().next().isMissingNode();
    }

    private interface Check {
        void check(String path, JsonNode value);
    }

    /** What all versions declare alike Kubernetes holds, and reports, once for all of them. */
    private static void declared(List<Cause> causes, JsonNode versions, String field, String shared, Check check) {
        if (areAlike(versions, field)) {
            check.check(shared, versions.get(0).path(field));
            return;
        }
        for (int i = 0; i < versions.size(); i++) {
            String path = "spec.versions[" + i + "]." + field;
            if (versions.get(i).hasNonNull(field)) {
                check.check(path, versions.get(i).get(field));
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
        if (!value.startsWith(".")) {
            causes.add(Cause.invalid(path, value, NOT_A_PATH));
        } else if (Stream.of(roots).noneMatch(root -> value.startsWith(root + "."))) {
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
                causes.add(Cause.required(at + ".type", oneOf(COLUMN_TYPES)));
            } else if (!COLUMN_TYPES.contains(type)) {
                causes.add(Cause.invalid(at + ".type", type, oneOf(COLUMN_TYPES)));
            }
            String format = column.path("format").asText("");
            if (!format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
                causes.add(Cause.invalid(at + ".format", format, oneOf(COLUMN_FORMATS)));
            }
            String jsonPath = column.path("jsonPath").asText("");
            if (jsonPath.isEmpty()) {
                causes.add(Cause.required(at + ".JSONPath", ""));
            } else if (!jsonPath.startsWith(".")) {
                causes.add(Cause.invalid(at + ".JSONPath", jsonPath, NOT_A_PATH));
            }
        }
    }

    private static String oneOf(List<String> allowed) {
        return "must be one of " + String.join(",", allowed);
    }

    private static void selectable(List<Cause> causes, String path, JsonNode fields, Schema schema) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String at = path + "[" + i + "].jsonPath";
            String value = fields.get(i).path("jsonPath").asText("");
            if (value.isEmpty()) {
                causes.add(Cause.required(at, ""));
                continue;
            }
            FieldPaths.Found found;
            try {
                found = FieldPaths.find(schema, value, false);
            } catch (FieldPaths.InvalidPath e) {
                causes.add(Cause.invalid(at, value, "is an invalid path: " + e.getMessage()));
                continue;
            }
            if (found.path().equals("metadata") || found.path().startsWith("metadata.")) {
                causes.add(Cause.invalid(at, value, "must not point to fields in metadata"));
            }
            if (found.schema().intOrString()
                    || found.schema().types().stream().noneMatch(List.of("string", "boolean", "integer")::contains)) {
                causes.add(Cause.invalid(
                        at,
                        value,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with"
                                + " formats are allowed."));
            }
            if (!seen.add(found.path())) {
                causes.add(Cause.duplicate(at, fields.get(i).path("jsonPath")));
            }
        }
        if (seen.size() > MAX_SELECTABLE) {
            causes.add(Cause.tooMany(path, seen.size(), MAX_SELECTABLE));
        }
    }
}
