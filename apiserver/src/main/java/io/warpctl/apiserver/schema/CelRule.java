package io.warpctl.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import io.warpctl.apiserver.object.Cause;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One compiled rule. */
final class CelRule {
    /** What a message expression yields beyond it is not shown: {@code MaxEvaluatedMessageExpressionSizeBytes}. */
    private static final int MAX_MESSAGE_BYTES = 5 * 1024;

    private final RuleSource source;
    private final String type;
    private final String below;
    private final CelCompiler.Expression rule;
    private final Optional<CelCompiler.Expression> message;

    /**
     * Why a rule refuses a value.
     *
     * @param tolerable whether it does not matter if the value was so before
     */
    record Refusal(Cause cause, boolean tolerable) {}

    private CelRule(
            RuleSource source, Schema schema, CelCompiler.Expression rule, Optional<CelCompiler.Expression> message) {
        this.source = source;
        this.type = CelRules.typeOf(schema);
        this.below = FieldPaths.normalized(schema, source.fieldPath()).orElse("");
        this.rule = rule;
        this.message = message;
    }

    /** @param schema of the values the rule is about */
    static CelRule compile(CelCompiler compiler, RuleSource source, Schema schema)
            throws CelCompiler.InvalidExpression {
        Optional<CelCompiler.Expression> message =
                source.messageExpression().isBlank() ? Optional.empty() : Optional.of(compiler.message(source));
        return new CelRule(source, schema, compiler.rule(source), message);
    }

    /**
     * Why the rule refuses a value.
     *
     * @param self the value as CEL sees it, {@code old} the value it replaces
     */
    Optional<Refusal> check(Schema schema, JsonNode value, Object self, Optional<JsonNode> old, String path) {
        boolean optional = source.optionalOldSelf().orElse(false);
        if (rule.usesOldSelf() && old.isEmpty() && !optional) {
            return Optional.empty();
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", self);
        Optional<Object> oldSelf = old.map(o -> CelValues.of(Optional.of(schema), o));
        if (optional) {
            variables.put("oldSelf", oldSelf);
        } else {
            oldSelf.ifPresent(o -> variables.put("oldSelf", o));
        }
        try {
            if (Boolean.TRUE.equals(rule.program().eval(variables))) {
                return Optional.empty();
            }
        } catch (CelEvaluationException e) {
            Cause cause = Cause.invalidShown(shown(path), "\"" + type + "\"", failure(e));
            return Optional.of(new Refusal(cause, false));
        }
        return Optional.of(new Refusal(cause(value, at(path), detail(variables)), !rule.usesOldSelf()));
    }

    private Cause cause(JsonNode value, String field, String detail) {
        return switch (source.reason().orElse("FieldValueInvalid")) {
            case "FieldValueForbidden" -> Cause.forbidden(field, detail);
            case "FieldValueRequired" -> Cause.required(field, detail);
            case "FieldValueDuplicate" ->
                value.isContainerNode() ? Cause.duplicateUnshown(field) : Cause.duplicate(field, value);
            default ->
                value.isContainerNode() ? Cause.invalidUnshown(field, detail) : Cause.invalid(field, value, detail);
        };
    }

    private String detail(Map<String, Object> variables) {
        if (message.isPresent()) {
            try {
                String text =
                        String.valueOf(message.get().program().eval(variables)).strip();
                int bytes = text.getBytes(StandardCharsets.UTF_8).length;
                if (!text.isEmpty() && !text.contains("\n") && bytes <= MAX_MESSAGE_BYTES) {
                    return text;
                }
            } catch (CelEvaluationException noMessage) {
                // The rule has failed all the same; the fixed message has to do.
                return fixedMessage();
            }
        }
        return fixedMessage();
    }

    private String fixedMessage() {
        return source.message().isBlank()
                ? "failed rule: " + source.rule().strip()
                : source.message().strip();
    }

    private String failure(CelEvaluationException e) {
        String rule = source.message().isBlank()
                ? source.rule().strip()
                : source.message().strip();
        CelErrorCode code = e.getErrorCode();
        if (code == CelErrorCode.OVERLOAD_NOT_FOUND) {
            return "'no such overload': call arguments did not match a supported operator, function or macro signature"
                    + " for rule: " + rule;
        }
        if (code == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
            return "call cost exceeds limit for rule: " + rule;
        }
        String what = switch (code) {
            case ATTRIBUTE_NOT_FOUND -> "no such key: " + missingKey(e.getMessage());
            case INDEX_OUT_OF_BOUNDS -> "index out of bounds: " + e.getMessage().replaceFirst(".*: ", "");
            case DIVIDE_BY_ZERO -> "division by zero";
            case NUMERIC_OVERFLOW -> "integer overflow";
            default -> ownWords(e);
        };
        return what + " evaluating rule: " + rule;
    }

    /** What a function said of its arguments, without what the runtime wraps around it. */
    private static String ownWords(CelEvaluationException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getCause() == null) {
                return String.valueOf(cause.getMessage());
            }
        }
        return e.getMessage().replaceFirst("^evaluation error[^:]*:\\d*:? ?", "");
    }

    private static String missingKey(String message) {
        return message.replaceFirst("^.*key '([^']*)'.*$", "$1");
    }

    private String at(String path) {
        return below.isEmpty() ? shown(path) : ValueValidator.below(path, below);
    }

    private static String shown(String path) {
        return path.isEmpty() ? Cause.NO_FIELD : path;
    }
}
