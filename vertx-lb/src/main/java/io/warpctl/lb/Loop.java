package io.warpctl.lb;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import io.warpctl.core.route.ServiceRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The routing state of one event loop: the table in force, whose turn it is, what was counted, which requests wait. Touched by that loop's
 * thread only, so there is nothing to lock, and once {@link #apply} returned no request of this loop is routed by an older table.
 */
final class Loop {
    /** Counters kept of endpoints that are in no table any more. */
    static final int GONE_LIMIT = 256;

    private final int holdLimit;
    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final Map<String, Backend> backends = new HashMap<>();
    private final Map<ServiceRef, WeightedRoundRobin> services = new HashMap<>();
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private Consumer<Backend> closeIdle = backend -> {};
    private Optional<Routes> routes = Optional.empty();
    private boolean holding;
    private boolean closing;
    private long unrouted;

    Loop(int holdLimit) {
        this.holdLimit = holdLimit;
    }

    /** Called with each backend that a table takes the weight from. */
    void onRetired(Consumer<Backend> action) {
        closeIdle = action;
    }

    /** Puts a table in force; while {@code hold}, all requests wait for the next one. */
    void apply(Routes next, boolean hold) {
        routes = Optional.of(next);
        holding = hold;
        Map<String, Backend> former = new HashMap<>(backends);
        backends.clear();
        services.clear();
        for (ServiceRoute route : next.table().services()) {
            List<Backend> ofService = new ArrayList<>();
            for (Endpoint endpoint : route.endpoints()) {
                Backend backend = backend(route.service(), endpoint, former);
                backends.put(endpoint.id(), backend);
                ofService.add(backend);
            }
            services.put(route.service(), new WeightedRoundRobin(ofService));
        }
        former.values().forEach(Backend::remove);
        former.values().forEach(closeIdle);
        backends.values().stream().filter(backend -> !backend.isRouted()).forEach(closeIdle);
        forgetGone();
        resumeWaiting();
    }

    private Backend backend(ServiceRef service, Endpoint endpoint, Map<String, Backend> former) {
        Backend known = former.get(endpoint.id());
        if (known != null && known.hasAddressOf(endpoint)) {
            former.remove(endpoint.id());
            known.update(endpoint);
            return known;
        }
        return new Backend(endpoint, ledgers.computeIfAbsent(endpoint.id(), id -> new Ledger(service, endpoint)));
    }

    private void forgetGone() {
        int gone = ledgers.size() - backends.size();
        Iterator<Map.Entry<String, Ledger>> oldestFirst = ledgers.entrySet().iterator();
        while (gone > GONE_LIMIT && oldestFirst.hasNext()) {
            Map.Entry<String, Ledger> entry = oldestFirst.next();
            if (!backends.containsKey(entry.getKey()) && entry.getValue().isIdle()) {
                oldestFirst.remove();
                gone--;
            }
        }
    }

    private void resumeWaiting() {
        List<Runnable> resumed = List.copyOf(waiting);
        waiting.clear();
        resumed.forEach(Runnable::run);
    }

    /** Whether every request has to wait for a table of this boot. */
    boolean isHolding() {
        return holding;
    }

    Routes.Decision decide(Routes.Question question) {
        Routes.Decision decision = routes.map(table -> table.decide(question))
                .orElseGet(() -> new Routes.Nowhere("This balancer has no routes yet."));
        if (decision instanceof Routes.Nowhere) {
            unrouted++;
        }
        return decision;
    }

    /** The endpoint whose turn it is; empty when no endpoint of the service has weight. */
    Optional<Backend> select(ServiceRef service, Set<Backend> tried, long nowMillis) {
        return Optional.ofNullable(services.get(service)).flatMap(turns -> turns.next(tried, nowMillis));
    }

    /** Whether another endpoint with weight, in the service of the given one, was not tried yet. */
    boolean hasUntried(Set<Backend> tried, Backend failed) {
        return Optional.ofNullable(services.get(failed.service())).stream().anyMatch(turns -> turns.hasUntried(tried));
    }

    Optional<Backend> backend(Endpoint endpoint) {
        return Optional.ofNullable(backends.get(endpoint.id()));
    }

    /** Runs the action when the next table is in force; false when too many wait already. */
    boolean await(Runnable action) {
        return waiting.size() < holdLimit && waiting.add(action);
    }

    void forget(Runnable action) {
        waiting.remove(action);
    }

    /** From now on answers tell clients to use another connection. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    long unrouted() {
        return unrouted;
    }

    List<EndpointStats> stats() {
        return ledgers.values().stream().map(Ledger::stats).toList();
    }

    Drained drain(String endpointId) {
        return Optional.ofNullable(ledgers.get(endpointId)).map(Ledger::drain).orElse(Drained.NOTHING);
    }
}
