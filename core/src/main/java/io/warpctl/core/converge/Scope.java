package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.ServiceRoute;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What every part of a round works on. */
record Scope(
        String host,
        HostPlan plan,
        HostObservation seen,
        Ledger ledger,
        Acks acks,
        Effects effects,
        Images images,
        List<ServiceRoute> current,
        StopTurns turns,
        Instant now) {

    /** Containers of a block, the newest first. */
    List<ObservedContainer> containersOf(BlockRef block) {
        return seen.containers().stream()
                .filter(container -> container.block().equals(block))
                .sorted(Comparator.comparing(ObservedContainer::createdAt)
                        .thenComparing(ObservedContainer::name)
                        .reversed())
                .toList();
    }

    /** The container's entry in the newest table, published or about to be. */
    Optional<Endpoint> endpoint(String container) {
        return current.stream()
                .flatMap(route -> route.endpoints().stream())
                .filter(endpoint -> endpoint.id().equals(container))
                .findFirst();
    }

    /** Whether the newest table gives the container weight. */
    boolean hasWeight(ObservedContainer container) {
        return endpoint(container.name()).map(endpoint -> endpoint.weight() > 0).orElse(false);
    }

    ContainerMemory memory(ObservedContainer container) {
        return ledger.of(container.name(), container.createdAt());
    }
}
