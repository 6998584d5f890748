package io.warpctl.node.report;

import io.warpctl.core.report.HostReport;

/** Takes what a node reports. Neither method may wait for a network: the node waits for them. */
public interface ReportSink extends AutoCloseable {
    /**
     * Publishes a report.
     *
     * @throws RuntimeException when it could not be taken; it is offered again
     */
    void publish(HostReport report);

    /** Publishes what the host is; called when that changed, on another thread. */
    default void publish(HostFacts facts) {}

    @Override
    default void close() {}
}
