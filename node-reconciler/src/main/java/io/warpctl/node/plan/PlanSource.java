package io.warpctl.node.plan;

/** Where a node's plan comes from. */
public interface PlanSource extends AutoCloseable {
    /**
     * Begins to look for plans.
     *
     * @param changed called, from any thread, whenever {@link #latest()} may answer something new
     */
    void start(Runnable changed);

    /** What is known now; never waits. */
    PlanReading latest();

    @Override
    void close();
}
