package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What all parts of one decision share. */
final class Context {
    final ServiceSpec spec;
    final ServiceState before;
    final Draft draft;
    final Releases releases;
    final Wanted wanted;
    final List<HostView> hosts;
    final List<BlockView> blocks;
    final Instant now;
    final List<Event> events = new ArrayList<>();

    Context(ServiceSpec spec, ServiceState state, List<Release> known, List<HostView> hosts, Instant now) {
        this.spec = spec;
        this.before = state;
        this.draft = new Draft(state);
        this.releases = new Releases(known);
        this.wanted = new Wanted(spec, releases);
        this.hosts = hosts;
        this.now = now;
        this.blocks = spec.ordered().stream()
                .map(block -> BlockView.of(spec.ref(), block, hosts))
                .toList();
    }

    BlockState stateOf(BlockView block) {
        return draft.block(block.name());
    }

    boolean inFlight(BlockView block) {
        return block.inFlight(stateOf(block));
    }

    List<BlockView> inFlight() {
        return blocks.stream().filter(this::inFlight).toList();
    }

    boolean barred(String hash) {
        return draft.barred(hash, releases);
    }

    /** Whether the release is what is declared for some block. */
    boolean wants(String hash) {
        return blocks.stream()
                .anyMatch(block -> wanted.of(block.spec())
                        .map(release -> release.hash().equals(hash))
                        .orElse(false));
    }

    /** The block's target, unless it may not be targeted any more. */
    Optional<String> soundTarget(BlockView block) {
        return stateOf(block).target().filter(hash -> !barred(hash));
    }

    /** What the block goes back to: the stable release; while there is none, what served on it last, or serves on it now. */
    Optional<String> wayBack(BlockView block) {
        return draft.stable
                .or(() -> stateOf(block).served().filter(hash -> !barred(hash)))
                .or(() -> servesNow(block));
    }

    private Optional<String> servesNow(BlockView block) {
        return block.hosts().stream()
                .flatMap(host -> block.serving(host).stream())
                .flatMap(container -> releases.byHash(container.release()).stream())
                .filter(release -> !draft.barred(release))
                .max(Comparator.comparingLong(Release::revision))
                .map(Release::hash);
    }
}
