package io.warpctl.apiserver.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compiles the expressions of rules against the type of the value they are about. */
final class CelCompiler {
    /** More steps than this in one expression are taken for a mistake rather than waited for. */
    private static final int MAX_ITERATIONS = 1_000_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableOptionalSyntax(true)
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .build();
    private static final CelLibrary LIBRARY = new CelLibrary();
    private static final CelTypeLibrary TYPE_LIBRARY = new CelTypeLibrary();

    private final CelTypes types;
    private final CelType self;
    /** By whether old values are optional; building one takes longer than compiling most rules, so only as needed. */
    private final Map<Boolean, dev.cel.compiler.CelCompiler> environments = new HashMap<>();

    /** An expression, ready to run. */
    record Expression(CelAbstractSyntaxTree tree, CelRuntime.Program program, boolean usesOldSelf) {}

    /** An expression that cannot be compiled; the message is that of Kubernetes. */
    static final class InvalidExpression extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidExpression(String message) {
            super(message);
        }
    }

    private CelCompiler(CelTypes types, CelType self) {
        this.types = types;
        this.self = self;
    }

    /** A compiler for rules about values of a schema; empty if rules cannot speak of such values. */
    static Optional<CelCompiler> forValuesOf(Schema schema, boolean whole) {
        CelTypes types = new CelTypes();
        return types.of(schema, whole).map(self -> new CelCompiler(types, self));
    }

    /** A rule: yields a boolean. */
    Expression rule(RuleSource rule) throws InvalidExpression {
        return expression(
                rule.rule(), rule, SimpleType.BOOL, "compilation failed: ", "cel expression must evaluate to a bool");
    }

    /** The message expression of a rule: yields a text. */
    Expression message(RuleSource rule) throws InvalidExpression {
        return expression(
                rule.messageExpression(),
                rule,
                SimpleType.STRING,
                "messageExpression compilation failed: ",
                "messageExpression must evaluate to a string");
    }

    private Expression expression(String text, RuleSource rule, CelType result, String failed, String otherType)
            throws InvalidExpression {
        dev.cel.compiler.CelCompiler compiler = environments.computeIfAbsent(
                rule.optionalOldSelf().orElse(false),
                optional -> environment(types, self, optional ? OptionalType.create(self) : self));
        CelValidationResult parsed = compiler.parse(text);
        if (parsed.hasError()) {
            throw new InvalidExpression(failed + errors(parsed, "Syntax error: "));
        }
        try {
            CelValidationResult checked = compiler.check(parsed.getAst());
            if (checked.hasError()) {
                throw new InvalidExpression(failed + errors(checked, ""));
            }
            CelAbstractSyntaxTree tree = checked.getAst();
            if (!tree.getResultType().equals(result)) {
                throw new InvalidExpression(otherType);
            }
            return new Expression(tree, runtime().createProgram(tree), usesOldSelf(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidExpression(failed + e.getMessage());
        }
    }

    private static String errors(CelValidationResult result, String prefix) {
        StringBuilder out = new StringBuilder();
        for (CelIssue issue : result.getErrors()) {
            String message = prefix + issue.getMessage().replaceFirst("(?s) \\(candidates: .*\\)$", "");
            CelIssue plain = CelIssue.formatError(issue.getSourceLocation(), message);
            out.append(out.isEmpty() ? "" : "\n").append(plain.toDisplayString(result.getSource()));
        }
        return out.toString();
    }

    private static boolean usesOldSelf(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.getKind() == Kind.IDENT
                        && node.expr().ident().name().equals("oldSelf"));
    }

    private static dev.cel.compiler.CelCompiler environment(CelTypes types, CelType self, CelType oldSelf) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(types)
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions(),
                        LIBRARY,
                        TYPE_LIBRARY)
                .addVar("self", self)
                .addVar("oldSelf", oldSelf);
        return builder.build();
    }

    /** Built at first use: most servers start before any definition has rules. */
    private static CelRuntime runtime() {
        return Runtime.INSTANCE;
    }

    private static final class Runtime {
        private static final CelRuntime INSTANCE = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions(),
                        LIBRARY,
                        TYPE_LIBRARY)
                .build();
    }
}
