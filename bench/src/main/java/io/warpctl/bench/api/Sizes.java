package io.warpctl.bench.api;

import io.warpctl.bench.api.ClosedLoop.Load;
import io.warpctl.bench.api.ClosedLoop.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory, lists, watches and starts with 10,000 and 100,000 objects of 1 KB. */
final class Sizes {
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("bench.many", 100_000);
    private static final int LISTS = 5;
    private static final long SETTLE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Pattern CONTINUE = Pattern.compile("\"continue\":\"([^\"]+)\"");
    private static final String PATH = Requests.configMaps("bench");

    private Sizes() {}

    /** 10,000 objects: memory and lists. */
    static void few(Path folder, boolean whole, Figures figures) throws IOException {
        try (ApiProcess server = ApiProcess.start(folder.resolve("data"), whole)) {
            figures.note("first start", "s", server.readySeconds());
            LockSupport.parkNanos(SETTLE_NANOS);
            figures.atMost("idle, resident", 120, "MB", server.residentMegabytes());
            fill(server, 0, FEW);
            figures.atMost("10,000 objects, resident", 250, "MB", server.residentMegabytes());
            lists(server, figures);
            figures.note("10,000 objects, resident after the lists", "MB", server.residentMegabytes());
        }
    }

    /** 10,000 objects: watches. */
    static void watched(Path folder, boolean whole, Figures figures) throws IOException {
        try (ApiProcess server = ApiProcess.start(folder.resolve("data"), whole)) {
            fill(server, 0, FEW);
            watches(server, figures);
            figures.note("10,000 objects, resident after 1,000 watchers", "MB", server.residentMegabytes());
        }
    }

    /** 100,000 objects: memory, and a start after a kill. */
    static void many(Path folder, boolean whole, Figures figures) throws IOException {
        Path data = folder.resolve("data");
        try (ApiProcess server = ApiProcess.start(data, whole)) {
            Result filled = fill(server, 0, MANY);
            figures.note("100,000 creates, 16 clients", "/s", filled.perSecond());
            figures.note("100,000 objects, resident", "MB", server.residentMegabytes());
            server.kill();
        }
        try (ApiProcess server = ApiProcess.start(data, whole)) {
            figures.atMost("restart over 100,000 objects after kill -9", 5, "s", server.readySeconds());
        }
    }

    private static Result fill(ApiProcess server, int from, int to) throws IOException {
        try (Connection connection = server.connect()) {
            connection.must(Requests.createNamespace("bench"));
        }
        return ClosedLoop.times(server, 16, to - from, creates(from));
    }

    private static Load creates(int from) {
        return i -> Requests.send("POST", PATH, Requests.configMap("object-" + (from + i), "new"));
    }

    private static void lists(ApiProcess server, Figures figures) throws IOException {
        try (Connection connection = server.connect()) {
            List<Double> whole = new ArrayList<>();
            List<Double> zipped = new ArrayList<>();
            List<Double> pages = new ArrayList<>();
            for (int i = 0; i < LISTS; i++) {
                whole.add(list(connection));
                zipped.add(timed(() -> connection.must(Requests.getGzip(PATH))));
                pages.add(timed(() -> pages(connection)));
            }
            figures.note("list of 10,000, the first", "ms", whole.get(0));
            figures.atMost("list of 10,000", 300, "ms", median(whole));
            figures.note("list of 10,000, gzip", "ms", median(zipped));
            figures.note("list of 10,000 in pages of 500", "ms", median(pages));
        }
    }

    private static double list(Connection connection) throws IOException {
        return timed(() -> connection.must(Requests.get(PATH)));
    }

    private static void pages(Connection connection) throws IOException {
        String path = PATH + "?limit=500";
        Matcher more;
        String token = "";
        do {
            connection.must(Requests.get(path + token));
            more = CONTINUE.matcher(connection.text().substring(0, 1_000));
            token = more.find() ? "&continue=" + more.group(1) : "";
        } while (!token.isEmpty());
    }

    private static void watches(ApiProcess server, Figures figures) throws IOException {
        note(figures, "create to event, 1 watcher, 200/s", WatchLatency.measure(server, 1, 1, 200, 10));
        note(
                figures,
                "create to event, 1,000 watchers of 100 namespaces, 200/s",
                WatchLatency.measure(server, 1_000, 100, 200, 10));
        WatchLatency.Result all = WatchLatency.measure(server, 1_000, 1, 10, 5);
        figures.note("create to event, 1,000 watchers of all, 10/s, p99", "ms", all.p99Millis());
    }

    private static void note(Figures figures, String name, WatchLatency.Result result) {
        figures.note(name + ", p50", "ms", result.p50Millis());
        figures.atMost(name + ", p99", 20, "ms", result.p99Millis());
        figures.atMost(name + ", missing", 0, "events", result.missing());
    }

    private interface Action {
        void run() throws IOException;
    }

    private static double timed(Action action) throws IOException {
        long begin = System.nanoTime();
        action.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
