package io.warpctl.node.testing;

import io.warpctl.core.converge.ObservedBalancer;
import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.RouteTable;
import io.warpctl.node.common.ActionException;
import io.warpctl.node.lb.Balancers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Balancers in memory: each acknowledges what it is given. */
public final class FakeBalancers implements Balancers {
    private final Map<String, RouteTable> tables = new TreeMap<>();
    private int publications;

    /** What the balancer of an interface has. */
    public synchronized Optional<RouteTable> table(String interfaceName) {
        return Optional.ofNullable(tables.get(interfaceName));
    }

    /** How often a table was published. */
    public synchronized int publications() {
        return publications;
    }

    @Override
    public synchronized boolean exists(String interfaceName) {
        return tables.containsKey(interfaceName);
    }

    @Override
    public synchronized List<ObservedBalancer> observe(Set<String> interfaces) {
        return tables.entrySet().stream()
                .map(entry -> new ObservedBalancer(
                        entry.getKey(),
                        true,
                        Optional.of(entry.getValue()),
                        entry.getValue().listeners().stream()
                                .map(listener -> new ListenerState(listener, true, ""))
                                .toList(),
                        List.of()))
                .toList();
    }

    @Override
    public synchronized void start(String interfaceName, RouteTable table) {
        tables.putIfAbsent(interfaceName, table);
    }

    @Override
    public synchronized void stop(String interfaceName) {
        tables.remove(interfaceName);
    }

    @Override
    public synchronized void publish(String interfaceName, RouteTable table) {
        publications++;
        RouteTable present = tables.get(interfaceName);
        if (present == null || present.number().compareTo(table.number()) > 0) {
            throw ActionException.host("TableRefused", "has another table");
        }
        tables.put(interfaceName, table);
    }

    @Override
    public synchronized void closeConnections(String interfaceName, String container) {
        // There are none.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
