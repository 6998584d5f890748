package io.warpctl.node;

import io.warpctl.node.plan.PlanSource;
import io.warpctl.node.report.ReportSink;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a node is started with.
 *
 * @param name name of the host, as in its plan and in its containers' labels
 * @param stateDirectory where the node keeps what must outlive it; its path at most about 70 characters long
 * @param planSource where plans come from; closed with the node
 * @param reportSink where reports go; closed with the node
 * @param balancerCommand what starts a balancer; the node adds {@code --name, --socket, --state-dir, --initial-table}
 * @param dockerHost Docker's socket, such as {@code unix:///var/run/docker.sock}
 * @param adopt whether a plan of another cluster may take this host over
 */
public record NodeOptions(
        String name,
        Path stateDirectory,
        PlanSource planSource,
        ReportSink reportSink,
        List<String> balancerCommand,
        URI dockerHost,
        boolean adopt) {
    /** Where Docker listens unless told otherwise. */
    public static final URI DEFAULT_DOCKER_HOST = URI.create("unix:///var/run/docker.sock");

    public NodeOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        Objects.requireNonNull(planSource, "planSource");
        Objects.requireNonNull(reportSink, "reportSink");
        Objects.requireNonNull(dockerHost, "dockerHost");
        balancerCommand = List.copyOf(balancerCommand);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a node needs the name of its host");
        }
    }
}
