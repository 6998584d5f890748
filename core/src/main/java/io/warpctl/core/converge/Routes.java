package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.RouteTable;
import io.warpctl.core.route.ServiceRoute;
import io.warpctl.core.route.TableNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest tables: which they are, and what they become. */
final class Routes {
    private Routes() {}

    /** The newest tables known: those remembered, or what a balancer acknowledged if that is newer. */
    static TableSet newest(HostMemory memory, HostObservation seen) {
        TableSet remembered = memory.tables()
                .orElse(new TableSet(TableNumber.NONE, seen.bootId(), memory.probeToken(), List.of(), Map.of()));
        Optional<RouteTable> acknowledged = seen.balancers().stream()
                .flatMap(balancer -> balancer.table().stream())
                .max(Comparator.comparing(RouteTable::number));
        return acknowledged
                .filter(table -> table.number().compareTo(remembered.number()) > 0)
                .map(table ->
                        new TableSet(table.number(), table.bootId(), table.probeToken(), table.services(), Map.of()))
                .orElse(remembered);
    }

    /** The tables that follow from this round's endpoints: the same ones when nothing changes, else the next number. */
    static TableSet next(Scope scope, TableSet newest, Map<BlockRef, List<Endpoint>> endpoints) {
        List<ServiceRoute> services = new ArrayList<>();
        for (ServicePlan service : scope.plan().services()) {
            List<Endpoint> all = new ArrayList<>();
            service.blocks()
                    .forEach(block ->
                            all.addAll(endpoints.getOrDefault(service.ref().block(block.name()), List.of())));
            all.addAll(unclaimed(scope, service));
            all.sort(Comparator.comparing(Endpoint::id));
            services.add(new ServiceRoute(service.ref(), service.hosts(), service.hiddenPrefixes(), all));
        }
        services.addAll(unplanned(scope));
        services.sort(Comparator.comparing(ServiceRoute::service));
        TableSet next = new TableSet(
                newest.number(), scope.seen().bootId(), scope.ledger().probeToken, services, listeners(scope));
        return next.equals(newest)
                ? newest
                : next.withNumber(newest.number().next(scope.plan().generation()));
    }

    /** Addresses that something may still send to. */
    static Set<String> addressesInUse(Scope scope) {
        Set<String> inUse = new HashSet<>();
        scope.seen().containers().forEach(container -> inUse.add(container.address()));
        scope.current().forEach(route -> route.endpoints().forEach(endpoint -> inUse.add(endpoint.address())));
        scope.acks().running().stream()
                .flatMap(balancer -> balancer.table().stream())
                .flatMap(table -> table.services().stream())
                .forEach(route -> route.endpoints().forEach(endpoint -> inUse.add(endpoint.address())));
        return inUse;
    }

    /** Endpoints of blocks the plan does not name any more without allowing their removal: they stay as they are. */
    private static List<Endpoint> unclaimed(Scope scope, ServicePlan service) {
        Set<String> planned = new HashSet<>();
        service.blocks().forEach(block -> planned.add(block.name()));
        return scope.current().stream()
                .filter(route -> route.service().equals(service.ref()))
                .flatMap(route -> route.endpoints().stream())
                .filter(endpoint -> !planned.contains(endpoint.block()))
                .filter(endpoint -> !removed(scope, service.ref().block(endpoint.block())))
                .filter(endpoint -> runs(scope, endpoint))
                .toList();
    }

    /** Services the plan does not name any more without allowing their removal: they stay as they are. */
    private static List<ServiceRoute> unplanned(Scope scope) {
        return scope.current().stream()
                .filter(route -> scope.plan().service(route.service()).isEmpty())
                .map(route -> new ServiceRoute(
                        route.service(),
                        route.hosts(),
                        route.hiddenPrefixes(),
                        route.endpoints().stream()
                                .filter(endpoint ->
                                        !removed(scope, route.service().block(endpoint.block())))
                                .filter(endpoint -> runs(scope, endpoint))
                                .toList()))
                .filter(route -> !route.endpoints().isEmpty())
                .toList();
    }

    private static boolean removed(Scope scope, BlockRef block) {
        return scope.plan().removals().stream().anyMatch((Removal removal) -> removal.covers(block));
    }

    private static boolean runs(Scope scope, Endpoint endpoint) {
        return scope.seen().containers().stream()
                .anyMatch(container -> container.name().equals(endpoint.id()) && container.running());
    }

    private static Map<String, List<Listener>> listeners(Scope scope) {
        Map<String, List<Listener>> listeners = new HashMap<>();
        for (InterfacePlan planned : scope.plan().interfaces()) {
            List<String> addresses = planned.addresses().isEmpty()
                    ? scope.seen().interfaceAddresses().getOrDefault(planned.name(), List.of())
                    : planned.addresses();
            List<Listener> own = new ArrayList<>();
            planned.listeners()
                    .forEach(listener -> addresses.forEach(
                            address -> own.add(new Listener(listener.name(), address, listener.port()))));
            own.addAll(shared(scope, planned, own));
            listeners.put(planned.name(), own);
        }
        return listeners;
    }

    /** Every balancer also listens on the bridge, once Docker has made it, for what containers ask of one another. */
    private static List<Listener> shared(Scope scope, InterfacePlan planned, List<Listener> own) {
        ServicesNetwork network = scope.plan().servicesNetwork();
        String gateway = Addresses.gateway(network);
        boolean there = scope.seen()
                .interfaceAddresses()
                .getOrDefault(network.name(), List.of())
                .contains(gateway);
        if (!there || own.stream().anyMatch(listener -> listener.address().equals(gateway))) {
            return List.of();
        }
        return planned.listeners().stream()
                .map(listener -> new Listener(listener.name(), gateway, listener.port(), true))
                .toList();
    }
}
