package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.warpctl.apiserver.object.Cause;
import io.warpctl.apiserver.object.GoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the validation rules of a schema are well-formed, compile, and stay within bounds. */
final class RuleRules {
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

    private final List<Cause> causes = new ArrayList<>();
    private final CelBudget budget = new CelBudget();

    private RuleRules() {}

    /** What is wrong with the rules of a structural schema at {@code path}. */
    static List<Cause> validate(JsonNode schema, String path) {
        RuleRules rules = new RuleRules();
        rules.schema(SchemaReader.read(schema), path, true, Optional.empty(), 1);
        rules.causes.addAll(rules.budget.exceeded(path));
        return rules.causes;
    }

    /**
     * @param uncorrelatable where values begin to have no old ones to compare with
     * @param times how often such a value can stand in one object
     */
    private void schema(Schema schema, String path, boolean whole, Optional<String> uncorrelatable, double times) {
        Optional<CelCompiler> compiler =
                schema.rules().isEmpty() ? Optional.empty() : CelCompiler.forValuesOf(schema, whole);
        for (int i = 0; i < schema.rules().size(); i++) {
            String at = path + ".x-kubernetes-validations[" + i + "]";
            rule(schema, schema.rules().get(i), compiler, at, uncorrelatable, times);
        }
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            String at = path + ".properties[" + property.getKey() + "]";
            Optional<String> without =
                    schema.atomicMap() && uncorrelatable.isEmpty() ? Optional.of(at) : uncorrelatable;
            schema(property.getValue(), at, false, without, times);
        }
        schema.others().ifPresent(others -> {
            String at = path + ".additionalProperties";
            schema(others, at, false, uncorrelatable, times * CelBudget.maxSize(schema));
        });
        schema.items().ifPresent(items -> {
            String at = path + ".items";
            boolean keyed = schema.listType().equals("map");
            Optional<String> without = keyed || uncorrelatable.isPresent() ? uncorrelatable : Optional.of(at);
            schema(items, at, false, without, times * CelBudget.maxSize(schema));
        });
    }

    private void rule(
            Schema schema,
            RuleSource rule,
            Optional<CelCompiler> compiler,
            String path,
            Optional<String> uncorrelatable,
            double times) {
        texts(schema, rule, path);
        if (rule.rule().isBlank()) {
            causes.add(Cause.required(path + ".rule", "rule is not specified"));
            return;
        }
        if (compiler.isEmpty()) {
            causes.add(Cause.invalidShown(path + ".rule", shown(rule), "compilation failed: no type for self"));
            return;
        }
        boolean usesOldSelf = false;
        try {
            CelCompiler.Expression compiled = compiler.get().rule(rule);
            usesOldSelf = compiled.usesOldSelf();
            causes.addAll(budget.spend(compiled, schema, path + ".rule", times));
        } catch (CelCompiler.InvalidExpression e) {
            causes.add(Cause.invalidShown(path + ".rule", shown(rule), e.getMessage()));
        }
        if (!rule.messageExpression().isEmpty()) {
            try {
                compiler.get().message(rule);
            } catch (CelCompiler.InvalidExpression e) {
                causes.add(Cause.invalidShown(path + ".messageExpression", shown(rule), e.getMessage()));
            }
        }
        if (usesOldSelf && uncorrelatable.isPresent()) {
            causes.add(Cause.invalid(
                    path + ".rule",
                    rule.rule(),
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                            + uncorrelatable.get()));
        }
        if (rule.optionalOldSelf().isPresent() && !usesOldSelf) {
            causes.add(Cause.invalidShown(
                    path + ".optionalOldSelf",
                    rule.optionalOldSelf().get().toString(),
                    "may not be set if oldSelf is not used in rule"));
        }
    }

    private void texts(Schema schema, RuleSource rule, String path) {
        String message = rule.message();
        if (!message.isEmpty() && message.isBlank()) {
            causes.add(Cause.invalid(path + ".message", message, "message must be non-empty if specified"));
        } else if (message.strip().contains("\n")) {
            causes.add(Cause.invalid(path + ".message", message, "must not contain line breaks"));
        } else if (message.isEmpty() && rule.rule().strip().contains("\n")) {
            causes.add(Cause.required(path + ".message", "message must be specified if rule contains line breaks"));
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            causes.add(Cause.required(path + ".messageExpression", "must be non-empty if specified"));
        }
        rule.reason()
                .filter(reason -> !REASONS.contains(reason))
                .ifPresent(reason -> causes.add(Cause.notSupported(path + ".reason", reason, REASONS)));
        if (!rule.fieldPath().isEmpty() && !FieldPaths.exists(schema, rule.fieldPath())) {
            causes.add(Cause.invalid(path + ".fieldPath", rule.fieldPath(), "must be a valid path"));
        }
    }

    /** A rule as Kubernetes shows its internal form of it. */
    private static String shown(RuleSource rule) {
        return "{\"Rule\":" + json(rule.rule())
                + ",\"Message\":" + json(rule.message())
                + ",\"MessageExpression\":" + json(rule.messageExpression())
                + ",\"Reason\":" + rule.reason().map(RuleRules::json).orElse("null")
                + ",\"FieldPath\":" + json(rule.fieldPath())
                + ",\"OptionalOldSelf\":"
                + rule.optionalOldSelf().map(String::valueOf).orElse("null") + "}";
    }

    private static String json(String text) {
        return GoJson.compact(TextNode.valueOf(text));
    }
}
