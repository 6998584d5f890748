package io.warpctl.operator.gather;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything the operator knows, as its caches had it at one moment.
 *
 * @param environments all environments, the oldest first
 * @param services all services, the oldest first
 * @param blocks all blocks
 * @param releases all releases
 * @param hosts all hosts, by name
 * @param plans the plans of the hosts
 */
public record Snapshot(
        List<WarpEnvironment> environments,
        List<WarpService> services,
        List<WarpBlock> blocks,
        List<WarpRelease> releases,
        List<WarpHost> hosts,
        List<WarpHostPlan> plans) {
    /** The older first; two of the same second in the order of their names. */
    public static final Comparator<HasMetadata> BY_AGE = Comparator.comparing(
                    (HasMetadata object) -> object.getMetadata().getCreationTimestamp(),
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(
                    object -> object.getMetadata().getNamespace(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(object -> object.getMetadata().getName());

    public Snapshot {
        environments = environments.stream().sorted(BY_AGE).toList();
        services = services.stream().sorted(BY_AGE).toList();
        blocks = List.copyOf(blocks);
        releases = List.copyOf(releases);
        hosts = hosts.stream()
                .sorted(Comparator.comparing(host -> host.getMetadata().getName()))
                .toList();
        plans = List.copyOf(plans);
    }

    /** What names a service in core. */
    public static ServiceRef ref(WarpService service) {
        return new ServiceRef(
                service.getMetadata().getNamespace(),
                service.getSpec().environment(),
                service.getMetadata().getName());
    }

    /** Whether the object's deletion was asked for. */
    public static boolean deleted(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** The environment a service names, if there is one. */
    public Optional<WarpEnvironment> environmentOf(WarpService service) {
        return environments.stream()
                .filter(environment -> sameNamespace(environment, service))
                .filter(environment -> environment
                        .getMetadata()
                        .getName()
                        .equals(service.getSpec().environment()))
                .findFirst();
    }

    /** The hosts an environment selects. */
    public List<WarpHost> hostsOf(WarpEnvironment environment) {
        return hosts.stream()
                .filter(host -> environment.getSpec().hostSelector().matches(Labels.of(host)))
                .toList();
    }

    /** The environments that select a host, the oldest first. */
    public List<WarpEnvironment> environmentsOn(WarpHost host) {
        return environments.stream()
                .filter(environment -> environment.getSpec().hostSelector().matches(Labels.of(host)))
                .toList();
    }

    /** The host of the given name. */
    public Optional<WarpHost> host(String name) {
        return hosts.stream()
                .filter(host -> host.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** The plan of a host. */
    public Optional<WarpHostPlan> plan(String host) {
        return plans.stream()
                .filter(plan -> plan.getMetadata().getName().equals(host))
                .findFirst();
    }

    /** The releases of a service. */
    public List<WarpRelease> releasesOf(WarpService service) {
        return releases.stream()
                .filter(release -> sameNamespace(release, service))
                .filter(release ->
                        release.getSpec().service().equals(service.getMetadata().getName()))
                .toList();
    }

    /** The blocks of a service. */
    public List<WarpBlock> blocksOf(WarpService service) {
        return blocks.stream()
                .filter(block -> sameNamespace(block, service))
                .filter(block ->
                        block.getSpec().service().equals(service.getMetadata().getName()))
                .toList();
    }

    private static boolean sameNamespace(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getNamespace().equals(other.getMetadata().getNamespace());
    }
}
