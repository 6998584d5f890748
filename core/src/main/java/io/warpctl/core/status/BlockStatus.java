package io.warpctl.core.status;

import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.BlockView;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The status of a WarpBlock.
 *
 * @param block name of the block
 * @param target name of the release it is to run
 * @param fallback name of what may be started when the target cannot run
 * @param hosts what each host reports of it, by host name
 * @param conditions all conditions that have a place in the status now
 */
public record BlockStatus(
        String block,
        Optional<String> target,
        Optional<String> fallback,
        Map<String, List<ContainerReport>> hosts,
        List<Condition> conditions) {
    public BlockStatus {
        Objects.requireNonNull(block, "block");
        target = target == null ? Optional.empty() : target;
        fallback = fallback == null ? Optional.empty() : fallback;
        hosts = Map.copyOf(hosts);
        conditions = List.copyOf(conditions);
    }

    /** The status of a block of a service that was decided as {@code state} and whose hosts report as given. */
    public static BlockStatus of(
            BlockSpec block,
            ServiceSpec spec,
            ServiceState state,
            List<Release> known,
            List<HostView> hosts,
            Instant now) {
        StatusView view = new StatusView(spec, state, known, hosts, now);
        BlockView seen = view.view(block);
        Map<String, List<ContainerReport>> containers = new TreeMap<>();
        seen.hosts()
                .forEach(host ->
                        host.block(seen.ref()).ifPresent(report -> containers.put(host.name(), report.containers())));
        return new BlockStatus(
                block.name(),
                name(view, view.stateOf(seen).target()),
                name(view, view.stateOf(seen).fallback()),
                containers,
                new BlockConditions(view, seen).all());
    }

    private static Optional<String> name(StatusView view, Optional<String> hash) {
        return hash.flatMap(view.releases::byHash).map(Release::name);
    }
}
