package io.warpctl.bench.api;

import io.warpctl.bench.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The API server under load: how fast it writes, tells, lists and starts, and what it holds in memory. */
public final class ApiServerBars {
    private ApiServerBars() {}

    /** Arguments: the number of runs (3); {@code writes} or {@code sizes} for half of it; {@code whole} with the operator. */
    public static void main(String[] args) throws IOException {
        Set<String> words = Set.of(args);
        int runs = List.of(args).stream()
                .filter(word -> word.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(3);
        boolean both = words.contains("writes") == words.contains("sizes");
        boolean whole = words.contains("whole");
        Figures figures = new Figures();
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "warp-bench");
        try {
            for (int run = 1; run <= runs; run++) {
                System.out.println("run " + run + (whole ? ", warpctl server --no-node" : ", API server alone"));
                if (both || words.contains("writes")) {
                    Writes.measure(Files.createDirectory(folder.resolve("writes" + run)), whole, figures);
                }
                if (both || words.contains("sizes")) {
                    Sizes.measure(Files.createDirectory(folder.resolve("sizes" + run)), whole, figures);
                }
            }
            figures.print();
        } finally {
            Folders.delete(folder);
        }
    }
}
