package io.warpctl.operator.service;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.service.DecisionStatus;
import io.warpctl.operator.cache.CacheEventSource;
import io.warpctl.operator.cache.World;
import io.warpctl.operator.gather.ServiceInputs;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes a service worth another look. */
final class ServiceTriggers {
    private final World world;

    private ServiceTriggers(World world) {
        this.world = world;
    }

    static List<EventSource<?, WarpService>> of(World world) {
        ServiceTriggers triggers = new ServiceTriggers(world);
        return List.of(
                new CacheEventSource<>(world.environments(), "environments", triggers::ofEnvironment),
                new CacheEventSource<>(
                        world.blocks(),
                        "blocks",
                        block -> Set.of(id(block, block.getSpec().service()))),
                new CacheEventSource<>(
                        world.releases(),
                        "releases",
                        release -> Set.of(id(release, release.getSpec().service()))),
                new CacheEventSource<>(world.hosts(), "hosts", host -> triggers.all()),
                new CacheEventSource<>(world.plans(), "plans", triggers::ofPlan));
    }

    private Collection<ResourceID> ofEnvironment(WarpEnvironment environment) {
        return world.services().list().stream()
                .filter(service -> service.getMetadata()
                        .getNamespace()
                        .equals(environment.getMetadata().getNamespace()))
                .map(ResourceID::fromResource)
                .toList();
    }

    /** The services the plan names, its node reports on, or its node is asked to resolve an image for. */
    private Collection<ResourceID> ofPlan(WarpHostPlan plan) {
        Set<ResourceID> services = new HashSet<>();
        plan.getSpec()
                .services()
                .forEach(service -> services.add(new ResourceID(service.service(), service.namespace())));
        plan.getSpec()
                .removals()
                .forEach(removal -> services.add(new ResourceID(removal.service(), removal.namespace())));
        if (plan.getStatus() != null) {
            plan.getStatus()
                    .blocks()
                    .forEach(block -> services.add(new ResourceID(block.service(), block.namespace())));
        }
        world.services().list().stream()
                .filter(service -> asks(service, plan.getMetadata().getName()))
                .map(ResourceID::fromResource)
                .forEach(services::add);
        return services;
    }

    private static boolean asks(WarpService service, String host) {
        return Optional.ofNullable(ServiceInputs.status(service).decision())
                .map(DecisionStatus::pending)
                .map(pending -> pending.host().equals(host))
                .orElse(false);
    }

    private Collection<ResourceID> all() {
        return world.services().list().stream().map(ResourceID::fromResource).toList();
    }

    private static ResourceID id(HasMetadata object, String service) {
        return new ResourceID(service, object.getMetadata().getNamespace());
    }
}
