package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * One interface of a host; see {@link io.warpctl.core.plan.InterfacePlan}.
 *
 * @param name its name
 * @param addresses addresses its balancer listens on; empty for all it has
 * @param gateway where replies leave to; absent for the one found
 * @param routingTable number of its routing table; absent for none
 * @param listeners what its balancer listens on
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InterfaceEntry(
        @Required String name,
        List<String> addresses,
        String gateway,
        Integer routingTable,
        List<ListenerEntry> listeners) {

    /**
     * A port a balancer accepts requests on.
     *
     * @param name the listener's name
     * @param port the port
     */
    public record ListenerEntry(
            @Required String name, @Required Integer port) {}

    public InterfaceEntry {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
