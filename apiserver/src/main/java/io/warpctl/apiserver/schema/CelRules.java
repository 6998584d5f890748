package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The validation rules of a schema, compiled, each at the place it is about. */
final class CelRules {
    private final Schema schema;
    private final List<CelRule> own;
    private final Map<String, CelRules> properties;
    private final Optional<CelRules> others;
    private final Optional<CelRules> items;

    private CelRules(Schema schema, boolean whole) {
        this.schema = schema;
        this.own = own(schema, whole);
        this.properties = new LinkedHashMap<>();
        schema.properties().forEach((name, property) -> {
            CelRules below = new CelRules(property, false);
            if (!below.isEmpty()) {
                properties.put(name, below);
            }
        });
        this.others = schema.others().map(s -> new CelRules(s, false)).filter(rules -> !rules.isEmpty());
        this.items = schema.items().map(s -> new CelRules(s, false)).filter(rules -> !rules.isEmpty());
    }

    /** Compiles the rules of a valid schema. @throws IllegalArgumentException if one does not compile */
    static CelRules compile(Schema schema) {
        return new CelRules(schema, true);
    }

    private static List<CelRule> own(Schema schema, boolean whole) {
        if (schema.rules().isEmpty()) {
            return List.of();
        }
        CelCompiler compiler = CelCompiler.forValuesOf(schema, whole)
                .orElseThrow(() -> new IllegalArgumentException("rules on a value without a type"));
        List<CelRule> rules = new ArrayList<>();
        for (RuleSource source : schema.rules()) {
            try {
                rules.add(CelRule.compile(compiler, source, typeOf(schema)));
            } catch (CelCompiler.InvalidExpression e) {
                throw new IllegalArgumentException(source.rule() + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(rules);
    }

    static String typeOf(Schema schema) {
        return schema.intOrString() || schema.types().isEmpty()
                ? ""
                : schema.types().get(0);
    }

    boolean isEmpty() {
        return own.isEmpty() && properties.isEmpty() && others.isEmpty() && items.isEmpty();
    }

    /** What the rules refuse in a whole object. */
    List<Cause> check(ObjectNode fresh, Optional<ObjectNode> old) {
        List<Cause> causes = new ArrayList<>();
        check(causes, fresh, old.map(o -> o), "");
        return causes;
    }

    private void check(List<Cause> causes, JsonNode value, Optional<JsonNode> old, String path) {
        if (value.isNull()) {
            return;
        }
        if (!own.isEmpty()) {
            Object self = CelValues.of(Optional.of(schema), value);
            own.forEach(rule -> rule.check(schema, value, self, old, path).ifPresent(causes::add));
        }
        if (value.isObject() && !(properties.isEmpty() && others.isEmpty())) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String name = member.getKey();
                Optional<JsonNode> before = Values.correlatedMember(schema, old, name);
                boolean property = schema.properties().containsKey(name);
                Optional<CelRules> below = property ? Optional.ofNullable(properties.get(name)) : others;
                String at = property ? ValueValidator.below(path, name) : path + "[" + name + "]";
                below.ifPresent(rules -> rules.check(causes, member.getValue(), before, at));
            }
        } else if (value.isArray() && items.isPresent()) {
            for (int i = 0; i < value.size(); i++) {
                Optional<JsonNode> before = Values.correlatedItem(schema, old, value.get(i));
                items.get().check(causes, value.get(i), before, path + "[" + i + "]");
            }
        }
    }
}
