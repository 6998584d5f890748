package io.warpctl.core.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything one host should run.
 *
 * @param clusterUid UID of the control plane's {@code kube-system} namespace; a node takes no plan of another
 * @param generation increases with every change; a node takes no lower one
 * @param leaderEpoch of the operator that wrote it; a node takes no lower one
 * @param servicesNetwork name and subnet of the bridge the containers sit on
 * @param releases every release named below, once, by its hash
 * @param services the services of this host
 * @param interfaces the interfaces that get a balancer
 * @param resolve image references the operator asks this node to resolve
 * @param removals what may be taken away
 */
public record HostPlan(
        String clusterUid,
        long generation,
        long leaderEpoch,
        ServicesNetwork servicesNetwork,
        Map<String, ReleaseTemplate> releases,
        List<ServicePlan> services,
        List<InterfacePlan> interfaces,
        List<String> resolve,
        List<Removal> removals) {
    public HostPlan {
        Objects.requireNonNull(clusterUid, "clusterUid");
        servicesNetwork = servicesNetwork == null ? ServicesNetwork.DEFAULT : servicesNetwork;
        releases = releases == null ? Map.of() : Map.copyOf(releases);
        services = services == null ? List.of() : List.copyOf(services);
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        resolve = resolve == null ? List.of() : List.copyOf(resolve);
        removals = removals == null ? List.of() : List.copyOf(removals);
    }

    /** The service with the given name, if this host runs it. */
    public Optional<ServicePlan> service(ServiceRef ref) {
        return services.stream().filter(service -> service.ref().equals(ref)).findFirst();
    }
}
