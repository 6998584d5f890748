package io.warpctl.apiserver.schema;

import java.util.Optional;
import java.util.Set;

/** Property names as CEL identifiers: Kubernetes escapes what CEL would not read as one. */
final class CelNames {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private CelNames() {}

    /** The identifier of a property; empty if it cannot be spoken of in CEL. */
    static Optional<String> escape(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("__" + name + "__");
        }
        if (name.isEmpty() || !name.matches("[A-Za-z_./-][A-Za-z0-9_./-]*")) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i + 1 < name.length() && name.charAt(i + 1) == '_') {
                out.append("__underscores__");
                i++;
            } else {
                switch (c) {
                    case '.' -> out.append("__dot__");
                    case '-' -> out.append("__dash__");
                    case '/' -> out.append("__slash__");
                    default -> out.append(c);
                }
            }
        }
        return Optional.of(out.toString());
    }
}
