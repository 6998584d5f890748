package io.warpctl.operator.harness;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.HealthSpec;
import io.warpctl.crds.common.HostSelector;
import io.warpctl.crds.common.PortSpec;
import io.warpctl.crds.environment.EnvironmentSpec;
import io.warpctl.crds.service.BlockSpec;
import io.warpctl.crds.service.PinnedRelease;
import io.warpctl.crds.service.RolloutSpec;
import io.warpctl.crds.service.ServiceSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Objects of the tests. */
public final class Objects {
    private Objects() {}

    /** An environment on the hosts with the labels. */
    public static WarpEnvironment environment(String name, Map<String, String> labels) {
        WarpEnvironment environment = new WarpEnvironment();
        environment.setMetadata(new ObjectMetaBuilder().withName(name).build());
        environment.setSpec(new EnvironmentSpec(
                null, List.of("example.org"), new HostSelector(labels, null), null, null, null, null, null));
        return environment;
    }

    /** A service of the image {@code warp.local/<name>}. */
    public static WarpService service(String name, String environment, String version, String... blocks) {
        WarpService service = new WarpService();
        service.setMetadata(new ObjectMetaBuilder().withName(name).build());
        service.setSpec(new ServiceSpec(
                environment,
                "warp.local/" + name,
                version,
                null,
                List.of(new PortSpec("http", 8080, null)),
                Arrays.stream(blocks).map(block -> block(block, null)).toList(),
                new HealthSpec(null, null, null, null, 15, 2, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return service;
    }

    /** A block on the hosts with the labels; all hosts of the environment when null. */
    public static BlockSpec block(String name, Map<String, String> labels) {
        return new BlockSpec(name, 1, null, null, labels == null ? null : new HostSelector(labels, null));
    }

    /** Another version. */
    public static UnaryOperator<WarpService> version(String version) {
        return with(spec -> spec(spec, version, spec.pinnedRelease(), spec.blocks(), spec.rollout()));
    }

    /** Back to a revision. */
    public static UnaryOperator<WarpService> pin(long revision) {
        return service -> {
            String hash = service.getStatus().templateHash();
            return with(spec -> spec(
                            spec, spec.version(), new PinnedRelease(revision, hash), spec.blocks(), spec.rollout()))
                    .apply(service);
        };
    }

    /** Other blocks. */
    public static UnaryOperator<WarpService> blocks(BlockSpec... blocks) {
        return with(spec -> spec(spec, spec.version(), spec.pinnedRelease(), List.of(blocks), spec.rollout()));
    }

    /** Another version on a share of the blocks. */
    public static UnaryOperator<WarpService> versionAtPercent(String version, int percent) {
        return with(spec -> spec(
                spec,
                version,
                spec.pinnedRelease(),
                spec.blocks(),
                new RolloutSpec(percent, null, null, null, null, null, null, null)));
    }

    private static UnaryOperator<WarpService> with(UnaryOperator<ServiceSpec> change) {
        return service -> {
            service.setSpec(change.apply(service.getSpec()));
            return service;
        };
    }

    private static ServiceSpec spec(
            ServiceSpec spec, String version, PinnedRelease pin, List<BlockSpec> blocks, RolloutSpec rollout) {
        return new ServiceSpec(
                spec.environment(),
                spec.image(),
                version,
                pin,
                spec.ports(),
                blocks,
                spec.health(),
                rollout,
                spec.volumes(),
                spec.env(),
                spec.command(),
                spec.resources(),
                spec.user(),
                spec.revisionHistoryLimit());
    }
}
