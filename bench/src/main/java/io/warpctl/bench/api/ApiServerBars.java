package io.warpctl.bench.api;

import io.warpctl.bench.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The API server under load: how fast it writes, tells, lists and starts, and what it holds in memory. */
public final class ApiServerBars {
    private interface Part {
        void measure(Path folder, boolean whole, Figures figures) throws IOException;
    }

    private static final Map<String, Part> PARTS = new TreeMap<>(
            Map.of("writes", Writes::measure, "lists", Sizes::few, "watches", Sizes::watched, "many", Sizes::many));

    private ApiServerBars() {}

    /**
     * Arguments, in any order: the number of runs (3); parts, all if none is named: {@code writes}, {@code lists}, {@code watches},
     * {@code many}; {@code whole} for {@code warpctl server}, with the operator, not the API server alone.
     */
    public static void main(String[] args) throws IOException {
        Set<String> words = Set.of(args);
        int runs = List.of(args).stream()
                .filter(word -> word.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(3);
        boolean all = PARTS.keySet().stream().noneMatch(words::contains);
        boolean whole = words.contains("whole");
        Figures figures = new Figures();
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "warp-bench");
        try {
            for (int run = 1; run <= runs; run++) {
                System.out.println("run " + run + (whole ? ", warpctl server --no-node" : ", API server alone"));
                for (Map.Entry<String, Part> part : PARTS.entrySet()) {
                    if (all || words.contains(part.getKey())) {
                        Path place = Files.createDirectory(folder.resolve(part.getKey() + run));
                        part.getValue().measure(place, whole, figures);
                        Folders.delete(place);
                    }
                }
            }
            figures.print();
        } finally {
            Folders.delete(folder);
        }
    }
}
