package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import io.warpctl.apiserver.object.JsonEquality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a value against a schema: types, limits, required fields, alternatives. Rules are not checked here. */
final class ValueValidator {

    private ValueValidator() {}

    /**
     * What is wrong with a value.
     *
     * @param old what stood in its place before: where nothing changed, nothing is reported
     * @param path of the value; empty for a whole object
     */
    static Findings validate(Schema schema, JsonNode value, Optional<JsonNode> old, String path) {
        Findings findings = new Findings();
        findings.visit();
        TypeCheck.check(schema, value, path).ifPresent(findings::add);
        if (!value.isNull()) {
            alternatives(findings, schema, value, path);
            if (value.isTextual()) {
                text(findings, schema, value, path);
            } else if (value.isNumber()) {
                NumberCheck.check(findings, schema, value, path);
            } else if (value.isArray()) {
                items(findings, schema, value, old, path);
            } else if (value.isObject()) {
                members(findings, schema, value, old, path);
            }
        }
        enumeration(findings, schema, value, path);
        boolean unchanged = !findings.isValid() && old.isPresent() && JsonEquality.equal(old.get(), value);
        return unchanged ? new Findings() : findings;
    }

    private static void text(Findings findings, Schema schema, JsonNode value, String path) {
        String text = value.textValue();
        int characters = text.codePointCount(0, text.length());
        schema.bounds()
                .maxLength()
                .filter(max -> characters > max)
                .ifPresent(max -> findings.add(Cause.tooLong(path, max)));
        schema.bounds()
                .minLength()
                .filter(min -> characters < min)
                .ifPresent(min -> findings.add(
                        Cause.invalid(path, value, path + " in body should be at least " + min + " chars long")));
        schema.pattern()
                .filter(p -> !p.matcher(text).find())
                .ifPresent(p ->
                        findings.add(Cause.invalid(path, value, path + " in body should match '" + p.pattern() + "'")));
        if (!schema.format().isEmpty() && !Formats.matches(schema.format(), text)) {
            findings.add(Cause.typeInvalid(
                    path,
                    GoJson.quote(text),
                    path + " in body must be of type " + schema.format() + ": " + GoJson.quote(text)));
        }
    }

    private static void items(Findings findings, Schema schema, JsonNode value, Optional<JsonNode> old, String path) {
        int size = value.size();
        schema.bounds()
                .minItems()
                .filter(min -> size < min)
                .ifPresent(min -> findings.add(
                        Cause.invalidShown(path, "" + size, path + " in body should have at least " + min + " items")));
        schema.bounds()
                .maxItems()
                .filter(max -> size > max)
                .ifPresent(max -> findings.add(Cause.tooMany(path, size, max)));
        if (schema.items().isPresent()) {
            for (int i = 0; i < size; i++) {
                Optional<JsonNode> before = Values.correlatedItem(schema, old, value.get(i));
                findings.addAll(validate(schema.items().get(), value.get(i), before, path + "[" + i + "]"));
            }
        }
    }

    private static void members(Findings findings, Schema schema, JsonNode value, Optional<JsonNode> old, String path) {
        int size = value.size();
        schema.bounds()
                .minProperties()
                .filter(min -> size < min)
                .ifPresent(min -> findings.add(Cause.invalidShown(
                        path, "" + size, path + " in body should have at least " + min + " properties")));
        schema.bounds()
                .maxProperties()
                .filter(max -> size > max)
                .ifPresent(max -> findings.add(Cause.tooMany(path, size, max)));
        for (String name : schema.required()) {
            if (!value.has(name)) {
                findings.add(Cause.required(below(path, name), ""));
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            schema.member(name)
                    .map(s -> validate(s, member.getValue(), Values.correlatedMember(old, name), below(path, name)))
                    .ifPresent(findings::addAll);
        }
    }

    private static void enumeration(Findings findings, Schema schema, JsonNode value, String path) {
        List<JsonNode> allowed = schema.allowed();
        boolean nullAllowed = value.isNull() && schema.nullable();
        if (!allowed.isEmpty() && !nullAllowed && allowed.stream().noneMatch(a -> JsonEquality.equal(a, value))) {
            List<String> shown = allowed.stream()
                    .map(a -> a.isTextual() ? a.textValue() : GoJson.compact(a))
                    .toList();
            findings.add(Cause.notSupported(path, value, shown));
        }
    }

    private static void alternatives(Findings findings, Schema schema, JsonNode value, String path) {
        if (!schema.anyOf().isEmpty()) {
            Alternatives tried = Alternatives.of(schema.anyOf(), value, path);
            if (tried.valid() == 0) {
                findings.addPathless("\"" + path + "\" must validate at least one schema (anyOf)");
                tried.closest().ifPresent(findings::addAll);
            }
        }
        if (!schema.oneOf().isEmpty()) {
            Alternatives tried = Alternatives.of(schema.oneOf(), value, path);
            if (tried.valid() != 1) {
                String found =
                        tried.valid() == 0 ? "Found none valid" : "Found " + tried.valid() + " valid alternatives";
                findings.addPathless("\"" + path + "\" must validate one and only one schema (oneOf). " + found);
                if (tried.valid() == 0) {
                    tried.closest().ifPresent(findings::addAll);
                }
            }
        }
        if (!schema.allOf().isEmpty()) {
            int valid = 0;
            for (Schema all : schema.allOf()) {
                Findings one = validate(all, value, Optional.empty(), path);
                valid += one.isValid() ? 1 : 0;
                findings.addAll(one);
            }
            if (valid < schema.allOf().size()) {
                findings.addPathless("\"" + path + "\" must validate all the schemas (allOf)"
                        + (valid == 0 ? ". None validated" : ""));
            }
        }
        schema.not()
                .filter(not -> validate(not, value, Optional.empty(), path).isValid())
                .ifPresent(not -> findings.addPathless("\"" + path + "\" must not validate the schema (not)"));
    }

    /** How many alternatives hold, and of those that do not, the first of those that got furthest. */
    private record Alternatives(int valid, Optional<Findings> closest) {
        static Alternatives of(List<Schema> schemas, JsonNode value, String path) {
            int valid = 0;
            Optional<Findings> closest = Optional.empty();
            for (Schema schema : schemas) {
                Findings one = validate(schema, value, Optional.empty(), path);
                if (one.isValid()) {
                    valid++;
                } else if (closest.isEmpty() || one.visited() > closest.get().visited()) {
                    closest = Optional.of(one);
                }
            }
            return new Alternatives(valid, closest);
        }
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
