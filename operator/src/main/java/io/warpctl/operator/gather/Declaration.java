package io.warpctl.operator.gather;

import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.plan.Volume;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.PinnedRelease;
import io.warpctl.core.rollout.Retry;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.map.Healths;
import io.warpctl.crds.service.RolloutSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A WarpService as core's declaration. */
final class Declaration {
    private final Snapshot snapshot;
    private final WarpService service;
    private final Placement placement;
    private final HostNames names;
    private final Planned planned;

    Declaration(Snapshot snapshot, WarpService service, Placement placement, HostNames names, Planned planned) {
        this.snapshot = snapshot;
        this.service = service;
        this.placement = placement;
        this.names = names;
        this.planned = planned;
    }

    ServiceSpec spec() {
        io.warpctl.crds.service.ServiceSpec spec = service.getSpec();
        RolloutSpec rollout = spec.rollout();
        return new ServiceSpec(
                Snapshot.ref(service),
                service.getMetadata().getGeneration() == null
                        ? 0
                        : service.getMetadata().getGeneration(),
                spec.image(),
                spec.version(),
                template(spec),
                spec.blocks().stream().map(this::block).toList(),
                rollout.percent(),
                rollout.maxBlocksInFlight(),
                rollout.progressDeadlineSeconds(),
                rollout.autoRollback(),
                rollout.paused(),
                Optional.ofNullable(spec.pinnedRelease())
                        .map(pin -> new PinnedRelease(pin.revision(), pin.whileTemplateHash())),
                retry(),
                hostNames(),
                hiddenPrefixes(),
                Healths.toCore(spec.health()),
                new Timing(rollout.drainSeconds(), rollout.stopGraceSeconds(), rollout.keepWarmSeconds()));
    }

    private BlockSpec block(io.warpctl.crds.service.BlockSpec block) {
        return new BlockSpec(
                block.name(),
                block.weight(),
                block.order(),
                Optional.ofNullable(block.version()),
                placement.hosts(block.name()));
    }

    private Optional<Retry> retry() {
        Map<String, String> annotations = service.getMetadata().getAnnotations();
        return Optional.ofNullable(annotations)
                .map(all -> all.get(Warp.RETRY_ANNOTATION))
                .map(Retry::parse);
    }

    /** As the environment says; without one, as they are planned. */
    private List<String> hostNames() {
        ServiceRef ref = Snapshot.ref(service);
        return snapshot.environmentOf(service).isPresent()
                ? names.of(ref)
                : planned.any().map(ServicePlan::hosts).orElse(List.of());
    }

    private List<String> hiddenPrefixes() {
        return snapshot.environmentOf(service)
                .map(environment -> environment.getSpec().hiddenPrefixes())
                .or(() -> planned.any().map(ServicePlan::hiddenPrefixes))
                .orElse(List.of());
    }

    private static ReleaseTemplate template(io.warpctl.crds.service.ServiceSpec spec) {
        Map<String, String> env = new TreeMap<>();
        spec.env().forEach(variable -> env.put(variable.name(), variable.value()));
        return new ReleaseTemplate(
                spec.image(),
                Optional.empty(),
                spec.version(),
                "",
                spec.command(),
                env,
                spec.ports().stream()
                        .map(port -> new Port(
                                port.name(),
                                port.port(),
                                Port.Protocol.valueOf(port.protocol().name())))
                        .toList(),
                spec.volumes().stream()
                        .map(volume -> new Volume(volume.name(), volume.path()))
                        .toList(),
                spec.user(),
                Limits.memoryBytes(spec).orElse(0L),
                Limits.milliCpus(spec).orElse(0L));
    }
}
