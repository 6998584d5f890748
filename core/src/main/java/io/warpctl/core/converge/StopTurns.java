package io.warpctl.core.converge;

import io.warpctl.core.plan.ServiceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Serialises what hurts: of each service on this host, one container that served is closed by force or told to stop at a time.
 * Drains themselves go on side by side.
 */
final class StopTurns {
    private final Map<ServiceRef, String> holder = new HashMap<>();

    /** A container that was already told to stop keeps the turn of its service. */
    StopTurns(List<ObservedContainer> containers, Ledger ledger) {
        for (ObservedContainer container : containers) {
            ContainerMemory memory = ledger.containers.get(container.name());
            if (memory != null && memory.stopping() && memory.served() && container.running()) {
                holder.putIfAbsent(container.block().service(), container.name());
            }
        }
    }

    /** Takes the turn for the container, if it is free or the container's own. */
    boolean take(ObservedContainer container) {
        return holder.computeIfAbsent(container.block().service(), service -> container.name())
                .equals(container.name());
    }
}
