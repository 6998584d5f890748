package io.warpctl.core.report;

import io.warpctl.core.route.ListenerState;
import io.warpctl.core.route.TableNumber;
import java.util.List;
import java.util.Objects;

/**
 * One balancer of this host.
 *
 * @param interfaceName the interface it serves
 * @param running whether its control socket answers
 * @param acknowledged the last table it acknowledged
 * @param listeners its listeners
 */
public record BalancerReport(
        String interfaceName, boolean running, TableNumber acknowledged, List<ListenerState> listeners) {
    public BalancerReport {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(acknowledged, "acknowledged");
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
