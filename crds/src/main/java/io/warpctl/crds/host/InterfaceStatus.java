package io.warpctl.crds.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * An interface of a host, as found: one that may get a balancer.
 *
 * @param name its name
 * @param addresses its addresses, without prefix length
 * @param gateway the gateway of its default route; absent when it has none
 * @param loopback whether it is the loopback interface, which gets no routing table, and a balancer only when no other interface was found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InterfaceStatus(@Required String name, List<String> addresses, String gateway, Boolean loopback) {
    public InterfaceStatus {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        loopback = loopback != null && loopback;
    }
}
