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
    private static final String NO_LINE_BREAKS = "must not contain line breaks";

    private final List<Cause> causes = new ArrayList<>();
    private final CelBudget budget = new CelBudget();

    private final List<Cause> faults;

    private RuleRules(List<Cause> faults) {
        this.faults = List.copyOf(faults);
    }

    /**
     * What is wrong with the rules of a structural schema at {@code path}.
     *
     * @param faults of the schemas themselves: rules on or above a faulty schema are not compiled
     */
    static List<Cause> validate(JsonNode schema, String path, List<Cause> faults) {
        RuleRules rules = new RuleRules(faults);
        rules.schema(SchemaReader.read(schema), path, true, Optional.empty(), 1);
        rules.causes.addAll(rules.budget.exceeded(path));
        return rules.causes;
    }

    /** What is wrong with the texts of one schema's rules, whether they compile or not. */
    static List<Cause> texts(JsonNode schema, String path) {
        List<Cause> causes = new ArrayList<>();
        JsonNode rules = schema.path("x-kubernetes-validations");
        for (int i = 0; i < rules.size(); i++) {
            texts(causes, schema, RuleSource.of(rules.get(i)), path + ".x-kubernetes-validations[" + i + "]");
        }
        return causes;
    }

    /**
     * @param uncorrelatable where values begin to have no old ones to compare with
     * @param times how often such a value can stand in one object
     */
    private void schema(Schema schema, String path, boolean whole, Optional<String> uncorrelatable, double times) {
        if (!schema.rules().isEmpty() && faults.stream().noneMatch(cause -> isAtOrBelow(cause.field(), path))) {
            rules(schema, path, whole, uncorrelatable, times);
        }
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            String at = path + ".properties[" + property.getKey() + "]";
            schema(property.getValue(), at, false, uncorrelatable, times);
        }
        schema.others().ifPresent(others -> {
            String at = path + ".additionalProperties";
            schema(others, at, false, uncorrelatable, times * CelBudget.maxSize(schema));
        });
        schema.items().ifPresent(items -> {
            boolean keyed = schema.listType().equals("map");
            Optional<String> without = keyed || uncorrelatable.isPresent() ? uncorrelatable : Optional.of(path);
            schema(items, path + ".items", false, without, times * CelBudget.maxSize(schema));
        });
    }

    private static boolean isAtOrBelow(String field, String path) {
        return field.startsWith(path)
                && (field.length() == path.length() || ".[".indexOf(field.charAt(path.length())) >= 0);
    }

    private void rules(Schema schema, String path, boolean whole, Optional<String> uncorrelatable, double times) {
        Optional<CelCompiler> compiler = CelCompiler.forValuesOf(schema, whole);
        if (compiler.isEmpty()) {
            causes.add(Cause.internal(
                    path + ".x-kubernetes-validations",
                    "internal error: failed to retrieve type information for x-kubernetes-validations"));
            return;
        }
        for (int i = 0; i < schema.rules().size(); i++) {
            String at = path + ".x-kubernetes-validations[" + i + "]";
            rule(schema, schema.rules().get(i), compiler.get(), at, uncorrelatable, times);
        }
    }

    private void rule(
            Schema schema,
            RuleSource rule,
            CelCompiler compiler,
            String path,
            Optional<String> uncorrelatable,
            double times) {
        boolean usesOldSelf = false;
        try {
            CelCompiler.Expression compiled = compiler.rule(rule);
            usesOldSelf = compiled.usesOldSelf();
            causes.addAll(budget.spend(compiled, schema, path + ".rule", times));
        } catch (CelCompiler.InvalidExpression e) {
            causes.add(Cause.invalidShown(path + ".rule", shown(rule), e.getMessage()));
        }
        if (!rule.messageExpression().isEmpty()) {
            try {
                compiler.message(rule);
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

    private static void texts(List<Cause> causes, JsonNode schema, RuleSource rule, String path) {
        String message = rule.message();
        if (rule.rule().isBlank()) {
            causes.add(Cause.required(path + ".rule", "rule is not specified"));
        } else if (!message.isEmpty() && message.isBlank()) {
            causes.add(Cause.invalid(path + ".message", message, "must be non-empty if specified"));
        } else if (breaksLine(message.strip())) {
            causes.add(Cause.invalid(path + ".message", message, NO_LINE_BREAKS));
        } else if (message.isEmpty() && breaksLine(rule.rule().strip())) {
            causes.add(Cause.required(path + ".message", "message must be specified if rule contains line breaks"));
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            causes.add(Cause.required(path + ".messageExpression", "messageExpression must be non-empty if specified"));
        }
        rule.reason()
                .filter(reason -> !REASONS.contains(reason))
                .ifPresent(reason -> causes.add(Cause.notSupported(path + ".reason", reason, REASONS)));
        String field = rule.fieldPath();
        if (!field.isEmpty()) {
            if (field.isBlank()) {
                causes.add(Cause.invalid(path + ".fieldPath", field, "must be non-empty if specified"));
            }
            if (breaksLine(field)) {
                causes.add(Cause.invalid(path + ".fieldPath", field, NO_LINE_BREAKS));
            }
            try {
                FieldPaths.find(SchemaReader.withoutPatterns(schema), field, true);
            } catch (FieldPaths.InvalidPath e) {
                causes.add(Cause.invalid(path + ".fieldPath", field, "must be a valid path"));
            }
        }
    }

    private static boolean breaksLine(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
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
