package io.warpctl.core.converge;

import io.warpctl.core.report.Fault;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node keeps on disk between two rounds. Losing it costs time, never traffic: it is rebuilt from containers' labels
 * and the balancers' tables.
 *
 * @param probeToken opens the probe hosts; random, made by the node at its first start
 * @param tables the newest tables, published or to be published
 * @param containers by container name
 * @param addresses by address of the services network
 * @param images image ID by reference, for plans that name only references
 * @param faults releases at fault, by {@code block@specHash}
 * @param restarts by block
 * @param attempts number of the last container started, by block
 */
public record HostMemory(
        String probeToken,
        Optional<TableSet> tables,
        Map<String, ContainerMemory> containers,
        Map<String, AddressUse> addresses,
        Map<String, String> images,
        Map<String, Fault> faults,
        Map<String, Restarts> restarts,
        Map<String, Integer> attempts) {
    public HostMemory {
        Objects.requireNonNull(probeToken, "probeToken");
        tables = tables == null ? Optional.empty() : tables;
        containers = containers == null ? Map.of() : Map.copyOf(containers);
        addresses = addresses == null ? Map.of() : Map.copyOf(addresses);
        images = images == null ? Map.of() : Map.copyOf(images);
        faults = faults == null ? Map.of() : Map.copyOf(faults);
        restarts = restarts == null ? Map.of() : Map.copyOf(restarts);
        attempts = attempts == null ? Map.of() : Map.copyOf(attempts);
    }

    /** The memory of a node that starts for the first time. */
    public static HostMemory empty(String probeToken) {
        return new HostMemory(probeToken, Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }
}
