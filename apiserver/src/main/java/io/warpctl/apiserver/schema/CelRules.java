package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.JsonEquality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
                rules.add(CelRule.compile(compiler, source, schema));
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

    /** What the rules refuse in a whole object; {@code warn} takes what they refuse but was so before. */
    List<Cause> check(ObjectNode fresh, Optional<ObjectNode> old, Consumer<String> warn) {
        List<Cause> causes = new ArrayList<>();
        new Walk(causes, warn).check(this, fresh, old.map(o -> o), false, "");
        return causes;
    }

    /** What the rules of a schema refuse in its default, which stands at {@code path}. */
    static List<Cause> checkDefault(Schema schema, JsonNode value, String path) {
        CelRules rules;
        try {
            rules = new CelRules(schema, schema.embedded());
        } catch (IllegalArgumentException notCompiled) {
            // The rule itself is refused then, with its own message.
            return List.of();
        }
        List<Cause> causes = new ArrayList<>();
        new Walk(causes, warning -> {}).check(rules, value, Optional.empty(), false, path);
        return causes;
    }

    private record Walk(List<Cause> causes, Consumer<String> warn) {

        /**
         * @param old the value in the same place before, where that can be told
         * @param kept whether the nearest value around it, of which that can be told, is as it was before
         */
        void check(CelRules rules, JsonNode value, Optional<JsonNode> old, boolean kept, String path) {
            if (value.isNull() || rules.isEmpty()) {
                return;
            }
            boolean same = old.map(o -> JsonEquality.equal(o, value)).orElse(kept);
            if (!rules.own.isEmpty()) {
                Object self = CelValues.of(Optional.of(rules.schema), value);
                for (CelRule rule : rules.own) {
                    rule.check(rules.schema, value, self, old, path)
                            .ifPresent(refusal -> report(refusal, same && refusal.tolerable()));
                }
            }
            if (value.isObject() && !(rules.properties.isEmpty() && rules.others.isEmpty())) {
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    String name = member.getKey();
                    Optional<JsonNode> before = Values.correlatedMember(old, name);
                    boolean property = rules.schema.properties().containsKey(name);
                    Optional<CelRules> below =
                            property ? Optional.ofNullable(rules.properties.get(name)) : rules.others;
                    String at = property ? ValueValidator.below(path, name) : path + "[" + name + "]";
                    below.ifPresent(r -> check(r, member.getValue(), before, same, at));
                }
            } else if (value.isArray() && rules.items.isPresent()) {
                for (int i = 0; i < value.size(); i++) {
                    Optional<JsonNode> before = Values.correlatedItem(rules.schema, old, value.get(i));
                    check(rules.items.get(), value.get(i), before, same, path + "[" + i + "]");
                }
            }
        }

        private void report(CelRule.Refusal refusal, boolean tolerated) {
            if (tolerated) {
                warn.accept(refusal.cause().text());
            } else {
                causes.add(refusal.cause());
            }
        }
    }
}
