package io.warpctl.bench.api;

import io.warpctl.bench.api.ClosedLoop.Load;
import io.warpctl.bench.api.ClosedLoop.Result;
import java.io.IOException;
import java.nio.file.Path;

/** Creates and updates by 1, 16 and 64 clients; raw SQLite beside them. */
final class Writes {
    private static final double SECONDS = Double.parseDouble(System.getProperty("bench.seconds", "5"));
    private static final int UPDATED = 1_000;

    private final ApiProcess server;
    private final Figures figures;
    private int round;

    private Writes(ApiProcess server, Figures figures) {
        this.server = server;
        this.figures = figures;
    }

    static void measure(Path folder, boolean whole, Figures figures) throws IOException {
        try (ApiProcess server = ApiProcess.start(folder.resolve("data"), whole)) {
            try (Connection connection = server.connect()) {
                connection.must(Requests.createNamespace("bench"));
                connection.must(Requests.createThings());
            }
            new Writes(server, figures).all(folder);
        }
    }

    private void all(Path folder) throws IOException {
        ClosedLoop.times(server, 16, UPDATED, creates());
        ClosedLoop.during(server, 16, SECONDS, creates());
        ClosedLoop.during(server, 16, SECONDS, updates());
        note("creates, 1 client", ClosedLoop.during(server, 1, SECONDS, creates()));
        Result sixteen;
        double batch;
        try (BatchSize size = new BatchSize(server.data())) {
            sixteen = ClosedLoop.during(server, 16, SECONDS, creates());
            batch = size.mean();
        }
        note("creates, 16 clients", sixteen);
        figures.note("their mean batch", "rows", batch);
        double raw = RawSqlite.rowsPerSecond(folder.resolve("raw.db"), batch, stored(), SECONDS);
        figures.note("raw SQLite, batches of that size", "rows/s", raw);
        figures.atLeast("creates at 16 clients of raw SQLite's rows", 50, "%", 100 * sixteen.perSecond() / raw);
        note("creates, 64 clients", ClosedLoop.during(server, 64, SECONDS, creates()));
        note("updates, 1 client", ClosedLoop.during(server, 1, SECONDS, updates()));
        note("updates, 16 clients", ClosedLoop.during(server, 16, SECONDS, updates()));
        note("updates, 64 clients", ClosedLoop.during(server, 64, SECONDS, updates()));
        ClosedLoop.during(server, 16, SECONDS / 2, things());
        note("creates of custom resources, 16 clients", ClosedLoop.during(server, 16, SECONDS, things()));
        figures.note("resident after all that", "MB", server.residentMegabytes());
    }

    private void note(String name, Result result) {
        figures.note(name, "/s", result.perSecond());
        figures.note(name + ", p99", "ms", result.p99Millis());
        figures.note(name + ", the server's CPU for each", "ms", result.cpuMillis());
    }

    private Load creates() {
        String prefix = "c" + round++ + "-";
        return i -> Requests.send("POST", Requests.configMaps("bench"), Requests.configMap(prefix + i, "new"));
    }

    private Load things() {
        String prefix = "t" + round++ + "-";
        return i -> Requests.send("POST", Requests.things("bench"), Requests.thing(prefix + i, "new"));
    }

    /** Replaces objects of the first round, one after the other. */
    private Load updates() {
        String mark = "u" + round++ + "-";
        return i -> {
            String name = "c0-" + i % UPDATED;
            return Requests.send("PUT", Requests.configMaps("bench") + "/" + name, Requests.configMap(name, mark + i));
        };
    }

    /** How long an object is in the store: as it is answered. */
    private int stored() throws IOException {
        try (Connection connection = server.connect()) {
            connection.must(Requests.get(Requests.configMaps("bench") + "/c0-1"));
            return connection.length();
        }
    }
}
