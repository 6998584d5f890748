package io.warpctl.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A load in a process of its own, such as one inside another network namespace. It obeys lines on standard input —
 * {@code phase NAME}, {@code snapshot}, {@code stop} — and answers each with one line of JSON; the end of the input
 * means {@code stop}, so that it never outlives its parent.
 */
public final class LoadMain {
    private static final int OPTIONS = 5;

    private LoadMain() {}

    /** Arguments: rate, kept-alive connections, host header, path, expected service, then addresses. */
    public static void main(String[] args) throws IOException {
        if (args.length <= OPTIONS) {
            System.err.println("usage: LoadMain RATE KEEP-ALIVE-CONNECTIONS HOST PATH SERVICE ADDRESS:PORT…");
            System.exit(2);
        }
        run(plan(args), new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    private static LoadPlan plan(String[] args) {
        List<String> addresses = Arrays.asList(args).subList(OPTIONS, args.length);
        return new LoadPlan(Integer.parseInt(args[0]), Integer.parseInt(args[1]), args[2], addresses, args[3], args[4]);
    }

    static void run(LoadPlan plan, BufferedReader in, PrintStream out) throws IOException {
        try (var run = LoadRun.start(plan)) {
            for (var line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
                if (line.startsWith("phase ")) {
                    run.phase(line.substring("phase ".length()));
                } else if (!line.equals("snapshot")) {
                    throw new IOException("unknown command: " + line);
                }
                out.println(LoadJson.of(run.snapshot()));
            }
            out.println(LoadJson.of(run.stop()));
        }
    }
}
