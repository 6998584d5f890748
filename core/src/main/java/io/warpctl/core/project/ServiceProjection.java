package io.warpctl.core.project;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.BlockState;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Releases;
import io.warpctl.core.rollout.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service on one host. */
final class ServiceProjection {
    private final String host;
    private final DecidedService service;
    private final ServiceSpec spec;
    private final Optional<HostPlan> previous;
    private final Releases known;
    private final Map<String, ReleaseTemplate> releases;

    /** @param releases gets the releases the plan of the service names */
    ServiceProjection(
            String host, DecidedService service, Optional<HostPlan> previous, Map<String, ReleaseTemplate> releases) {
        this.host = host;
        this.service = service;
        this.spec = service.spec();
        this.previous = previous;
        this.known = new Releases(service.releases());
        this.releases = releases;
    }

    /** Its plan; empty when no block of it runs here. */
    Optional<ServicePlan> plan() {
        List<BlockPlan> blocks = spec.blocks().stream()
                .filter(block -> block.hosts().contains(host))
                .flatMap(block -> block(block).stream())
                .toList();
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServicePlan(
                        spec.ref(),
                        spec.hostNames(),
                        spec.hiddenPrefixes(),
                        spec.health(),
                        spec.timing(),
                        service.state().rolloutInProgress(),
                        service.state().rolloutEndedAt(),
                        blocks));
    }

    /** The block as decided; as it was while nothing is decided for it, or its release can not be read. */
    private Optional<BlockPlan> block(BlockSpec block) {
        BlockState state = service.state().block(block.name());
        if (state.stopped()) {
            return Optional.empty();
        }
        return state.target()
                .filter(this::allowed)
                .filter(this::described)
                .map(target -> new BlockPlan(
                        block.name(),
                        block.weight(),
                        target,
                        state.fallback().filter(this::allowed).filter(this::described)))
                .or(() -> asBefore(block));
    }

    private Optional<BlockPlan> asBefore(BlockSpec block) {
        return previous.flatMap(plan -> plan.service(spec.ref())).stream()
                .flatMap(before -> before.blocks().stream())
                .filter(before -> before.name().equals(block.name()))
                .filter(before -> allowed(before.target()) && described(before.target()))
                .map(before -> new BlockPlan(
                        before.name(),
                        block.weight(),
                        before.target(),
                        before.fallback().filter(this::allowed).filter(this::described)))
                .findFirst();
    }

    private boolean allowed(String hash) {
        return service.state().isStable(hash)
                || service.state().quarantined().stream()
                        .noneMatch(entry -> entry.releaseHash().equals(hash)
                                || known.byHash(hash).map(entry::covers).orElse(false));
    }

    /** Puts the release into the plan if it can be read: from the releases that exist, else from the previous plan. */
    private boolean described(String hash) {
        Optional<ReleaseTemplate> template = known.byHash(hash)
                .map(Release::template)
                .or(() -> previous.map(plan -> plan.releases().get(hash)));
        template.ifPresent(found -> releases.put(hash, found));
        return template.isPresent();
    }
}
