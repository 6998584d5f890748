package io.warpctl.node.docker;

import io.warpctl.core.converge.ContainerSpec;
import io.warpctl.core.converge.ObservedContainer;
import io.warpctl.core.report.ImageReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The Docker of this host. Methods that change something may be repeated without harm and throw
 * {@link io.warpctl.node.common.ActionException} when they do not succeed.
 */
public interface Docker extends AutoCloseable {
    /** Lines of a container's log that are kept of it. */
    int LOG_LINES = 20;

    /**
     * The containers labelled with the given cluster and host, without log lines.
     *
     * @throws DockerUnavailable when Docker cannot be asked
     */
    List<ObservedContainer> list(String clusterUid, String host);

    /** Resolves {@code reference}, pulling it when this host lacks it; {@code expectedId} is empty when any ID is right. */
    ImageReport ensureImage(String reference, String expectedId);

    /** Creates the container, with its network, and starts it. */
    void run(ContainerSpec spec);

    /** Starts a container that has stopped. */
    void start(String container);

    /** SIGTERM, then SIGKILL after {@code grace}; returns when it has stopped or is gone. */
    void stop(String container, Duration grace);

    /** Removes a container and its anonymous volumes. */
    void remove(String container);

    /** The last {@link #LOG_LINES} lines of a container's output, each of bounded length; none when it is gone. */
    List<String> logTail(String container);

    /** The process ID of the container's main process, as far as the last {@link #list} showed one. */
    OptionalLong mainPid(String container);

    /** The daemon's version; empty when it cannot be asked. */
    String version();

    /** From now on calls {@code hint} when Docker tells of a container of the given cluster; the hints may be too few. */
    void watch(String clusterUid, Runnable hint);

    @Override
    void close();
}
