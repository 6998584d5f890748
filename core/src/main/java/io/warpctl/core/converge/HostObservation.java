package io.warpctl.core.converge;

import io.warpctl.core.report.ImageReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was seen of a host at one moment.
 *
 * @param bootId the kernel's boot ID
 * @param dockerError why Docker cannot be asked; empty when it was
 * @param containers our containers; meaningless while Docker cannot be asked
 * @param balancers the balancers of the plan's interfaces, and others of ours that run
 * @param interfaceAddresses addresses by interface name
 * @param images what image references and IDs were resolved to, by {@link Action.EnsureImage#key()}
 * @param direct latest probes of each container's own address, by container name
 * @param throughBalancers latest probes through each balancer, by container name, then interface name
 * @param failures failed actions by {@link Action#key()}; an action that succeeds clears its entry
 */
public record HostObservation(
        String bootId,
        Optional<String> dockerError,
        List<ObservedContainer> containers,
        List<ObservedBalancer> balancers,
        Map<String, List<String>> interfaceAddresses,
        Map<String, ImageReport> images,
        Map<String, ProbeState> direct,
        Map<String, Map<String, ProbeState>> throughBalancers,
        Map<String, ActionFailure> failures) {
    public HostObservation {
        Objects.requireNonNull(bootId, "bootId");
        dockerError = dockerError == null ? Optional.empty() : dockerError;
        containers = List.copyOf(containers);
        balancers = List.copyOf(balancers);
        interfaceAddresses = Map.copyOf(interfaceAddresses);
        images = Map.copyOf(images);
        direct = Map.copyOf(direct);
        throughBalancers = Map.copyOf(throughBalancers);
        failures = Map.copyOf(failures);
    }
}
