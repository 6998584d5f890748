package io.warpctl.apiserver.schema;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression may cost at worst: about one for each step, with loops counted as often as their range can be
 * long. It is an estimate of the same order as Kubernetes', not the same number.
 */
final class CelCost {
    private static final Set<String> READS_TEXT = Set.of(
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "find",
            "findAll",
            "replace",
            "split",
            "lowerAscii",
            "upperAscii",
            "trim",
            "indexOf",
            "lastIndexOf",
            "substring",
            "charAt",
            "join",
            "_+_",
            "_==_",
            "_!=_",
            "isURL",
            "isSorted",
            "format");
    private static final Set<String> READS_LIST =
            Set.of("@in", "sum", "min", "max", "isSorted", "sets.contains", "sets.intersects", "sets.equivalent");
    private static final double PER_BYTE = 0.1;

    private final Map<String, Optional<Schema>> variables = new HashMap<>();

    CelCost(Schema self) {
        variables.put("self", Optional.of(self));
        variables.put("oldSelf", Optional.of(self));
    }

    double of(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> 1 + of(expression.select().operand());
            case IDENT -> 1;
            case CALL -> call(expression.call());
            case LIST ->
                10 + expression.list().elements().stream().mapToDouble(this::of).sum();
            case COMPREHENSION -> comprehension(expression.comprehension());
            default -> 0;
        };
    }

    private double call(CelCall call) {
        double cost = 1;
        double shortest = Double.MAX_VALUE;
        for (CelExpr operand : operands(call)) {
            cost += of(operand);
            shortest = Math.min(shortest, size(operand));
        }
        if (READS_LIST.contains(call.function())) {
            cost += operands(call).stream().mapToDouble(this::size).max().orElse(1);
        } else if (READS_TEXT.contains(call.function())) {
            boolean comparison =
                    call.function().equals("_==_") || call.function().equals("_!=_");
            double read = comparison
                    ? shortest
                    : operands(call).stream().mapToDouble(this::size).max().orElse(1);
            cost += read * PER_BYTE;
        }
        return cost;
    }

    private double comprehension(CelComprehension loop) {
        double range = of(loop.iterRange());
        double times = size(loop.iterRange());
        Optional<Schema> item = schema(loop.iterRange())
                .flatMap(s -> s.isArray() ? s.items() : loop.iterVar2().isEmpty() ? Optional.empty() : s.others());
        variables.put(loop.iterVar(), loop.iterVar2().isEmpty() ? item : Optional.empty());
        if (!loop.iterVar2().isEmpty()) {
            variables.put(loop.iterVar2(), item);
        }
        double step = of(loop.loopCondition()) + of(loop.loopStep());
        double result = of(loop.accuInit()) + of(loop.result());
        return range + result + times * step;
    }

    private static List<CelExpr> operands(CelCall call) {
        List<CelExpr> operands = new ArrayList<>(call.args());
        call.target().ifPresent(operands::add);
        return operands;
    }

    /** How many items or bytes a value can have; one where nothing is known. */
    private double size(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT ->
                expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                        ? expression.constant().stringValue().length()
                        : 1;
            case LIST -> expression.list().elements().size();
            case COMPREHENSION -> size(expression.comprehension().iterRange());
            default -> schema(expression).map(CelBudget::maxSize).orElse(1.0);
        };
    }

    /** The schema of what an expression yields, where it is a part of the object. */
    private Optional<Schema> schema(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> variables.getOrDefault(expression.ident().name(), Optional.empty());
            case SELECT ->
                schema(expression.select().operand())
                        .flatMap(s -> member(s, expression.select().field()));
            case CALL -> {
                CelCall call = expression.call();
                boolean index = call.function().equals("_[_]") && !call.args().isEmpty();
                yield index
                        ? schema(call.args().get(0)).flatMap(s -> s.isArray() ? s.items() : s.others())
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Schema> member(Schema schema, String field) {
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            if (CelNames.escape(property.getKey()).orElse("").equals(field)) {
                return Optional.of(property.getValue());
            }
        }
        return schema.others();
    }
}
