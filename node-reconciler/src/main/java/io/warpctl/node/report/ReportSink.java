package io.warpctl.node.report;

import io.warpctl.core.report.HostReport;

/** Takes a node's reports. */
public interface ReportSink extends AutoCloseable {
    /**
     * Publishes a report; called on the node's thread, so it must not wait for a network.
     *
     * @throws RuntimeException when it could not be taken; it is offered again
     */
    void publish(HostReport report);

    @Override
    default void close() {}
}
