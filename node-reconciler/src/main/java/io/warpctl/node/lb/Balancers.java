package io.warpctl.node.lb;

import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.route.RouteTable;
import java.util.List;
import java.util.Set;

/**
 * The balancers of this host, one per interface. Methods that change something may be repeated without harm and throw
 * {@link io.warpctl.node.common.ActionException} when they do not succeed.
 */
public interface Balancers extends AutoCloseable {
    /** The balancers of the given interfaces, and others of ours whose control socket answers. */
    List<ObservedBalancer> observe(Set<String> interfaces);

    /** Whether the process of an interface's balancer exists, also one that only ends what it has open. */
    boolean exists(String interfaceName);

    /** Starts the balancer of an interface with {@code table} as the newest known; returns when it answers. */
    void start(String interfaceName, RouteTable table);

    /** Ends the balancer of an interface in order; returns when it has ended. */
    void stop(String interfaceName);

    /** Gives a balancer a table; returns when the balancer has acknowledged it. */
    void publish(String interfaceName, RouteTable table);

    /** Closes what a balancer still has open to a container. */
    void closeConnections(String interfaceName, String container);

    /** Lets go of the balancers; they go on. */
    @Override
    void close();
}
