package io.warpctl.core.converge;

import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.TableNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the balancers have acknowledged. A statement holds when it holds of every running balancer: one that does not run loads
 * the newest table before it accepts a connection.
 */
final class Acks {
    private final List<ObservedBalancer> running;
    private final int planned;
    private final TableNumber newest;

    /**
     * @param balancers the balancers of the planned interfaces
     * @param planned how many balancers the plan asks for; without one nothing has to be acknowledged
     * @param newest number of the newest table decided, which may be on its way to a balancer
     */
    Acks(List<ObservedBalancer> balancers, int planned, TableNumber newest) {
        this.running = balancers.stream().filter(ObservedBalancer::running).toList();
        this.planned = planned;
        this.newest = newest;
    }

    List<ObservedBalancer> running() {
        return running;
    }

    /** Every running balancer knows the container. */
    boolean staged(String container) {
        return all(table -> table.endpoint(container).isPresent());
    }

    /** Every running balancer gives the container weight. */
    boolean weighted(String container) {
        return all(table -> weight(table, container) > 0);
    }

    /** Some running balancer gives the container weight. */
    boolean weightedSomewhere(String container) {
        return running.stream()
                .flatMap(balancer -> balancer.table().stream())
                .anyMatch(table -> weight(table, container) > 0);
    }

    /** No running balancer gives the container weight, nor will one that has not yet taken the newest table. */
    boolean weightless(String container) {
        return complete() && all(table -> isNewest(table) && weight(table, container) == 0);
    }

    /** No running balancer knows the container, nor will one that has not yet taken the newest table. */
    boolean absent(String container) {
        return complete()
                && all(table -> isNewest(table) && table.endpoint(container).isEmpty());
    }

    /** HTTP requests and WebSockets every balancer together still has with the container. */
    long inFlight(String container) {
        return sum(container, EndpointStats::inFlight);
    }

    long http(String container) {
        return sum(container, EndpointStats::httpInFlight);
    }

    long webSockets(String container) {
        return sum(container, EndpointStats::webSockets);
    }

    /** A balancer that is being started right now may come up with a table decided earlier: until it runs, nothing is let go. */
    private boolean complete() {
        return running.size() == planned;
    }

    /** A table decided earlier may still be on its way; once a balancer has the newest one, it takes no earlier one. */
    private boolean isNewest(RouteTable table) {
        return table.number().compareTo(newest) >= 0;
    }

    private boolean all(Predicate<RouteTable> statement) {
        if (planned == 0) {
            return true;
        }
        return !running.isEmpty()
                && running.stream()
                        .allMatch(balancer ->
                                balancer.table().map(statement::test).orElse(false));
    }

    private long sum(String container, java.util.function.ToLongFunction<EndpointStats> count) {
        return running.stream()
                .map(balancer -> balancer.stats(container))
                .flatMap(Optional::stream)
                .mapToLong(count)
                .sum();
    }

    private static int weight(RouteTable table, String container) {
        return table.endpoint(container).map(Endpoint::weight).orElse(0);
    }
}
