package io.warpctl.bench;

import io.warpctl.bench.api.ApiServerBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the figures that docs/measurements.md quotes, several times, and prints each run and the medians. */
public final class Bars {
    private Bars() {}

    /** Arguments: {@code switch}, {@code server}, {@code apiserver} or {@code all} (the first two); the number of runs. */
    public static void main(String[] args) throws IOException {
        String what = args.length > 0 ? args[0] : "all";
        if (what.equals("apiserver")) {
            ApiServerBars.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("warp-bench");
        try {
            if (what.equals("switch") || what.equals("all")) {
                List<SwitchBar.Result> results = new ArrayList<>();
                for (int run = 1; run <= runs; run++) {
                    results.add(SwitchBar.measure(folder.resolve("lb" + run)));
                    System.out.println("switch, run " + run + ": " + results.get(run - 1));
                }
                System.out.printf(
                        "switch, medians: p50 %.1f ms, p99 %.1f ms, balancer %d MB, failed %d%n",
                        median(results.stream().map(SwitchBar.Result::p50Millis).toList()),
                        median(results.stream().map(SwitchBar.Result::p99Millis).toList()),
                        median(results.stream()
                                .map(SwitchBar.Result::residentMegabytes)
                                .toList()),
                        results.stream().mapToLong(SwitchBar.Result::failed).sum());
            }
            if (what.equals("server") || what.equals("all")) {
                List<ServerBar.Result> results = new ArrayList<>();
                for (int run = 1; run <= runs; run++) {
                    results.add(ServerBar.measure(folder.resolve("server")));
                    System.out.println("server, run " + run + ": " + results.get(run - 1));
                }
                System.out.printf(
                        "server, medians: ready %.1f s, API server and operator %d MB, node %d MB%n",
                        median(results.stream()
                                .map(ServerBar.Result::readySeconds)
                                .toList()),
                        median(results.stream()
                                .map(ServerBar.Result::serverMegabytes)
                                .toList()),
                        median(results.stream()
                                .map(ServerBar.Result::nodeMegabytes)
                                .toList()));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
