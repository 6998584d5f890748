package io.warpctl.core.converge;

import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.Listener;
import io.warpctl.core.route.ListenerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decides how a container is probed: itself always, through the balancers while it is staged without weight. */
final class Probes {
    private static final Duration UNTIL_VERIFIED = Duration.ofMillis(100);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private Probes() {}

    static Optional<ProbeTarget> of(
            Scope scope, ServicePlan service, ObservedContainer container, Optional<Integer> port) {
        if (port.isEmpty() || container.address().isEmpty() || !container.running()) {
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(
                container.name(),
                container.block().block(),
                container.release(),
                container.version(),
                container.address(),
                port.get(),
                0);
        return Optional.of(new ProbeTarget(
                container.name(),
                container.address(),
                port.get(),
                service.health(),
                through(scope, container),
                verified(scope, container) ? AFTERWARDS : UNTIL_VERIFIED,
                endpoint.probeHost(),
                scope.ledger().probeToken));
    }

    private static boolean verified(Scope scope, ObservedContainer container) {
        Map<String, ProbeState> through = scope.seen().throughBalancers().getOrDefault(container.name(), Map.of());
        return scope.acks().running().stream()
                .allMatch(balancer -> through.getOrDefault(balancer.interfaceName(), ProbeState.NONE)
                                .successes()
                        >= Judge.PROBES_TO_VERIFY);
    }

    private static Map<String, Listener> through(Scope scope, ObservedContainer container) {
        Map<String, Listener> through = new HashMap<>();
        if (scope.hasWeight(container)) {
            return through;
        }
        for (ObservedBalancer balancer : scope.acks().running()) {
            boolean knows = balancer.table()
                    .flatMap(table -> table.endpoint(container.name()))
                    .isPresent();
            if (knows) {
                balancer.ownListeners().stream()
                        .filter(ListenerState::bound)
                        .findFirst()
                        .ifPresent(state -> through.put(balancer.interfaceName(), state.listener()));
            }
        }
        return through;
    }
}
