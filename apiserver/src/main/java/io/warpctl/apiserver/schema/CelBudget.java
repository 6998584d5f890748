package io.warpctl.apiserver.schema;

import dev.cel.common.ast.CelExpr;
import io.warpctl.apiserver.object.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Adds up what the rules of a schema may cost at worst, with Kubernetes' limits and words. */
final class CelBudget {
    private static final double RULE_LIMIT = 10_000_000;
    private static final double SCHEMA_LIMIT = 100_000_000;
    private static final int CONTRIBUTORS = 4;
    /** No object is larger than this, so no list in it has more items than fit. */
    private static final double MAX_BYTES = 3 * 1024 * 1024;

    private record Spent(String path, double cost) {}

    private final List<Spent> spent = new ArrayList<>();

    /** Accounts for a rule that is checked {@code times} times in one object. */
    List<Cause> spend(CelCompiler.Expression rule, Schema self, String path, double times) {
        CelExpr tree = rule.tree().getExpr();
        double cost = new CelCost(self).of(tree) * times;
        spent.add(new Spent(path, cost));
        return cost > RULE_LIMIT
                ? List.of(Cause.forbidden(path, message("estimated rule cost", cost, RULE_LIMIT)))
                : List.of();
    }

    /** What is wrong if all rules together cost too much. */
    List<Cause> exceeded(String schemaPath) {
        double total = spent.stream().mapToDouble(Spent::cost).sum();
        List<Cause> causes = new ArrayList<>();
        if (total > SCHEMA_LIMIT) {
            spent.stream()
                    .sorted((a, b) -> Double.compare(b.cost(), a.cost()))
                    .filter(s -> s.cost() > SCHEMA_LIMIT / CONTRIBUTORS)
                    .limit(CONTRIBUTORS)
                    .forEach(s -> causes.add(Cause.forbidden(
                            s.path(),
                            "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3"
                                    + " schema")));
            causes.add(Cause.forbidden(
                    schemaPath,
                    message(
                            "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
                            total,
                            SCHEMA_LIMIT)));
        }
        return causes;
    }

    private static String message(String what, double cost, double limit) {
        double factor = cost / limit;
        String shown =
                factor > 100 ? "more than 100x" : String.format(Locale.ROOT, factor < 1.5 ? "%fx" : "%.1fx", factor);
        return what + " exceeds budget by factor of " + shown + " (try simplifying the rule, or adding maxItems,"
                + " maxProperties, and maxLength where arrays, maps, and strings are declared)";
    }

    /** The most items, members or characters a value can have. */
    static double maxSize(Schema schema) {
        if (schema.isArray()) {
            return schema.bounds()
                    .maxItems()
                    .map(Long::doubleValue)
                    .orElseGet(() -> MAX_BYTES
                            / (1 + schema.items().map(CelBudget::minBytes).orElse(1.0)));
        }
        if (schema.isObject()) {
            return schema.bounds()
                    .maxProperties()
                    .map(Long::doubleValue)
                    .orElseGet(() -> MAX_BYTES
                            / (5 + schema.others().map(CelBudget::minBytes).orElse(1.0)));
        }
        if (schema.types().contains("string") && !schema.intOrString()) {
            double formatted = switch (schema.format()) {
                case "date" -> 10;
                case "date-time", "duration" -> 35;
                default -> MAX_BYTES - 2;
            };
            double bytesPerCharacter = 4;
            return schema.bounds()
                    .maxLength()
                    .map(max -> max * bytesPerCharacter)
                    .orElseGet(() -> schema.allowed().isEmpty()
                            ? formatted
                            : schema.allowed().stream()
                                    .mapToInt(v -> v.asText().length())
                                    .max()
                                    .orElse(1));
        }
        return 1;
    }

    private static double minBytes(Schema schema) {
        if (schema.isObject()) {
            double members = 0;
            for (String name : schema.required()) {
                Schema property = schema.properties().get(name);
                boolean filledIn = property == null || property.fallback().isPresent();
                members += filledIn ? 0 : name.length() + 3 + minBytes(property);
            }
            return 2 + members;
        }
        if (schema.isArray()) {
            return 2;
        }
        return schema.types().contains("string") ? 2 : schema.types().contains("boolean") ? 4 : 1;
    }
}
