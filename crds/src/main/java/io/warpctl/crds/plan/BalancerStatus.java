package io.warpctl.crds.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/**
 * One balancer of a host; see {@link io.warpctl.core.report.BalancerReport}.
 *
 * @param interfaceName the interface it serves
 * @param running whether its control socket answers
 * @param acknowledged the last table it acknowledged
 * @param listeners its listeners
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BalancerStatus(
        @Required @JsonProperty("interface") String interfaceName,
        @Required Boolean running,
        TableNumberStatus acknowledged,
        List<ListenerStatus> listeners) {

    /**
     * Number of a route table.
     *
     * @param generation generation of the plan it follows
     * @param sequence counts the tables of that generation
     */
    public record TableNumberStatus(
            @Required Long generation, @Required Long sequence) {}

    /**
     * A listener of a balancer.
     *
     * @param name its name
     * @param address the address it binds
     * @param port the port it binds
     * @param bound whether connections are accepted
     * @param error why not
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ListenerStatus(
            @Required String name,
            @Required String address,
            @Required Integer port,
            @Required Boolean bound,
            String error) {}

    public BalancerStatus {
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
