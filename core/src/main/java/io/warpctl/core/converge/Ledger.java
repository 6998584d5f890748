package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockRef;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The node's memory while a round changes it. */
final class Ledger {
    final String probeToken;
    final Map<String, ContainerMemory> containers;
    final Map<String, AddressUse> addresses;
    final Map<String, String> images;
    final Map<String, Fault> faults;
    final Map<String, Restarts> restarts;
    final Map<String, Integer> attempts;

    /** A time after {@code now} was remembered before the clock was set back; left there, it would hold things up until then. */
    Ledger(HostMemory memory, Instant now) {
        probeToken = memory.probeToken();
        containers = new HashMap<>(memory.containers());
        addresses = new HashMap<>(memory.addresses());
        images = new HashMap<>(memory.images());
        faults = new HashMap<>(memory.faults());
        restarts = new HashMap<>(memory.restarts());
        attempts = new HashMap<>(memory.attempts());
        containers.replaceAll((name, container) -> container.notAfter(now));
        restarts.replaceAll((block, past) -> past.last().isAfter(now) ? new Restarts(past.count(), now) : past);
        addresses.replaceAll(
                (address, use) -> use.freedAt().filter(now::isBefore).isPresent()
                        ? new AddressUse(use.container(), Optional.of(now))
                        : use);
    }

    HostMemory toMemory(TableSet tables) {
        return new HostMemory(
                probeToken, Optional.of(tables), containers, addresses, images, faults, restarts, attempts);
    }

    /** What is remembered of a container; one never seen before is new since {@code now}. */
    ContainerMemory of(String container, Instant now) {
        return containers.getOrDefault(
                container, new ContainerMemory(Phase.Starting, now, false, Optional.empty(), false));
    }

    ContainerMemory moved(String container, Phase phase, Instant now) {
        ContainerMemory moved = of(container, now).in(phase, now);
        containers.put(container, moved);
        return moved;
    }

    /** Notes that the container is about to be given weight. */
    ContainerMemory weighted(String container, Instant now) {
        ContainerMemory weighted = of(container, now).weighted();
        containers.put(container, weighted);
        return weighted;
    }

    void retire(String container, String why, Instant now) {
        containers.put(container, of(container, now).retired(why));
    }

    void stopping(String container, Instant now) {
        containers.put(container, of(container, now).stopped());
    }

    static String faultKey(BlockRef block, String specHash) {
        return block + "@" + specHash;
    }
}
