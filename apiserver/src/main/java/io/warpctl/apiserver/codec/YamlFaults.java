package io.warpctl.apiserver.codec;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.scanner.ScannerException;

/** What is wrong with YAML, in the words of the decoder Kubernetes uses. */
final class YamlFaults {
    /** How a problem begins here, and how it reads there. */
    private static final Map<String, String> WORDS = Map.of(
            "mapping values are not allowed", "mapping values are not allowed in this context",
            "found character", "found character that cannot start any token",
            "expected ',' or ']'", "did not find expected ',' or ']'",
            "expected ',' or '}'", "did not find expected ',' or '}'",
            "expected the node content", "did not find expected node content",
            "expected '<document start>'", "did not find expected <document start>");

    private YamlFaults() {}

    static String text(YAMLException e) {
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblem() == null) {
            return String.valueOf(e.getMessage());
        }
        String problem = marked.getProblem();
        if (e instanceof ComposerException && problem.startsWith("found undefined alias ")) {
            return "unknown anchor '" + problem.substring("found undefined alias ".length()) + "' referenced";
        }
        return line(marked, e instanceof ScannerException) + worded(problem, String.valueOf(marked.getContext()));
    }

    private static String worded(String problem, String context) {
        if (problem.startsWith("expected <block end>")) {
            return context.contains("collection") ? "did not find expected '-' indicator" : "did not find expected key";
        }
        return WORDS.entrySet().stream()
                .filter(word -> problem.startsWith(word.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(problem);
    }

    /** That decoder counts lines from zero where its parser fails, from one where its scanner does, and never says 0. */
    private static String line(MarkedYAMLException e, boolean scanner) {
        int problem = Optional.ofNullable(e.getProblemMark())
                .map(mark -> mark.getLine())
                .orElse(0);
        int context = Optional.ofNullable(e.getContextMark())
                .map(mark -> mark.getLine())
                .orElse(0);
        int line = problem == 0 ? context : scanner ? problem + 1 : problem;
        return line == 0 ? "" : "line " + line + ": ";
    }
}
