package io.warpctl.operator.service;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.block.BlockHostStatus;
import io.warpctl.crds.block.BlockStatus;
import io.warpctl.crds.block.WarpBlockSpec;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.map.Reports;
import io.warpctl.crds.service.BlockSpec;
import io.warpctl.operator.gather.ServiceInputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The WarpBlocks of a service, as they should be. */
final class Blocks {
    private Blocks() {}

    /** The blocks a service declares, without status. */
    static List<WarpBlock> declared(WarpService service, List<io.warpctl.core.rollout.BlockSpec> ordered) {
        List<WarpBlock> blocks = new ArrayList<>();
        for (BlockSpec spec : service.getSpec().blocks()) {
            int position = positionOf(spec.name(), ordered);
            WarpBlock block = new WarpBlock();
            block.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(service.getMetadata().getNamespace())
                    .withName(service.getMetadata().getName() + "." + spec.name())
                    .addToLabels(Warp.SERVICE_LABEL, service.getMetadata().getName())
                    .withOwnerReferences(owner(service))
                    .build());
            block.setSpec(new WarpBlockSpec(
                    service.getMetadata().getName(),
                    spec.name(),
                    spec.weight(),
                    position,
                    spec.version(),
                    spec.hostSelector()));
            blocks.add(block);
        }
        return blocks;
    }

    /** What marks an object as one of a service, to go with it. */
    static OwnerReference owner(WarpService service) {
        return new OwnerReferenceBuilder()
                .withApiVersion(service.getApiVersion())
                .withKind(service.getKind())
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(false)
                .build();
    }

    /** The status of a block. */
    static BlockStatus status(
            WarpBlock block,
            ServiceInputs inputs,
            ServiceState state,
            List<Release> known,
            long leaderEpoch,
            Instant now) {
        io.warpctl.core.rollout.BlockSpec spec =
                inputs.spec().block(block.getSpec().name()).orElseThrow();
        io.warpctl.core.status.BlockStatus core =
                io.warpctl.core.status.BlockStatus.of(spec, inputs.spec(), state, known, inputs.hosts(), now);
        BlockStatus before = block.getStatus() == null ? BlockStatus.EMPTY : block.getStatus();
        Long generation = block.getMetadata().getGeneration();
        return new BlockStatus(
                generation,
                core.target().orElse(null),
                core.target().map(name -> version(known, name)).orElse(null),
                core.fallback().orElse(null),
                leaderEpoch,
                hosts(core),
                ready(spec, state, inputs),
                Conditions.keepTransitions(before.conditions(), CoreConditions.of(core.conditions(), generation), now));
    }

    private static int positionOf(String name, List<io.warpctl.core.rollout.BlockSpec> ordered) {
        return ordered.stream()
                .map(io.warpctl.core.rollout.BlockSpec::name)
                .toList()
                .indexOf(name);
    }

    private static String version(List<Release> known, String name) {
        return known.stream()
                .filter(release -> release.name().equals(name))
                .map(release -> release.template().version())
                .findFirst()
                .orElse(null);
    }

    private static List<BlockHostStatus> hosts(io.warpctl.core.status.BlockStatus core) {
        List<BlockHostStatus> hosts = new ArrayList<>();
        new TreeMap<>(core.hosts())
                .forEach((host, containers) -> containers.forEach(container -> hosts.add(new BlockHostStatus(
                        host,
                        container.container(),
                        Texts.orNull(container.release()),
                        Texts.orNull(container.version()),
                        Texts.orNull(container.configVersion()),
                        container.phase(),
                        container.since().toString(),
                        Texts.orNull(container.message()),
                        container.draining().map(Reports::draining).orElse(null)))));
        return hosts;
    }

    private static String ready(io.warpctl.core.rollout.BlockSpec spec, ServiceState state, ServiceInputs inputs) {
        long serving = inputs.hosts().stream()
                .filter(host -> spec.hosts().contains(host.name()))
                .flatMap(host -> host.block(inputs.spec().ref().block(spec.name())).stream())
                .flatMap(report -> report.serving().stream())
                .filter(container -> state.block(spec.name()).targets(container.release()))
                .count();
        return serving + "/" + spec.hosts().size();
    }
}
