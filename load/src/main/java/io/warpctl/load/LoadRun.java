package io.warpctl.load;

import java.util.Objects;

/** A running load. Start it, name its phases while it runs, stop it for the report. */
public final class LoadRun implements AutoCloseable {
    private final Records records;
    private final RequestLoop loop;
    private LoadReport report;

    private LoadRun(Records records, RequestLoop loop) {
        this.records = records;
        this.loop = loop;
    }

    /**
     * Begins with the first request at once, in a phase named {@code start}.
     *
     * @throws IllegalArgumentException if an address is not {@code host:port} or its host is unknown
     */
    public static LoadRun start(LoadPlan plan) {
        var addresses = plan.addresses().stream().map(Addresses::resolve).toList();
        var records = Records.startingNow("start");
        return new LoadRun(records, RequestLoop.start(plan, addresses, records));
    }

    /** Begins a phase: requests whose slots come after this call belong to it. */
    public void phase(String name) {
        records.phase(Objects.requireNonNull(name, "name"));
    }

    /** What happened so far, and in the last second. */
    public LoadSnapshot snapshot() {
        loop.checkAlive();
        return records.snapshot();
    }

    /**
     * Ends the load: no slot after this call; waits (five seconds at most) until every request has its outcome.
     * Called again, it returns the same report.
     *
     * @throws IllegalStateException if the generator itself failed, so that its figures mean nothing
     */
    public synchronized LoadReport stop() {
        if (report == null) {
            long end = loop.stop();
            report = new ReportBuilder(records, end).build();
        }
        return report;
    }

    @Override
    public void close() {
        stop();
    }
}
