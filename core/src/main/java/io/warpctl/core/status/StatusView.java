package io.warpctl.core.status;

import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.BlockState;
import io.warpctl.core.rollout.BlockView;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Progress;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Release;
import io.warpctl.core.rollout.Releases;
import io.warpctl.core.rollout.ServiceSpec;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.core.rollout.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the conditions of a service and of its blocks are told from. */
final class StatusView {
    final ServiceSpec spec;
    final ServiceState state;
    final Releases releases;
    final Wanted wanted;
    final List<HostView> hosts;
    final List<BlockView> blocks;
    final Instant now;

    StatusView(ServiceSpec spec, ServiceState state, List<Release> known, List<HostView> hosts, Instant now) {
        this.spec = spec;
        this.state = state;
        this.releases = new Releases(known);
        this.wanted = new Wanted(spec, releases);
        this.hosts = hosts;
        this.now = now;
        this.blocks = spec.ordered().stream().map(this::view).toList();
    }

    BlockView view(BlockSpec block) {
        return BlockView.of(spec.ref(), block, hosts);
    }

    BlockState stateOf(BlockView block) {
        return state.block(block.name());
    }

    /** The quarantine that keeps the block from what is declared for it. */
    Optional<Quarantine> quarantine(BlockView block) {
        return wanted.of(block.spec()).flatMap(state::quarantineOf);
    }

    /** The quarantine of what is declared for the service, or for the first block that has one. */
    Optional<Quarantine> quarantine() {
        return wanted.ofService()
                .flatMap(state::quarantineOf)
                .or(() -> blocks.stream()
                        .flatMap(block -> quarantine(block).stream())
                        .findFirst());
    }

    /** Whether the block runs what is declared for it at 100 percent. */
    boolean runsDeclared(BlockView block) {
        return wanted.of(block.spec()).map(Release::hash).filter(block::runs).isPresent();
    }

    /** Whether the block has the target it is to have now: at this percentage, and where nothing bars it. */
    boolean assigned(BlockView block) {
        if (spec.paused()) {
            return true;
        }
        boolean asked =
                wanted.ownVersion(block.spec()) || wanted.withinPercent().contains(block.spec());
        return wanted.of(block.spec())
                .map(release -> !asked || stateOf(block).targets(release.hash()))
                .orElse(false);
    }

    /** Whether the block has nothing to do: it runs its target, or has none to run at this percentage. */
    boolean settled(BlockView block) {
        return assigned(block)
                && stateOf(block)
                        .target()
                        .map(target -> block.unplaced() || block.runs(target))
                        .orElse(true);
    }

    /** What the block waits for with the target it has. */
    Optional<Awaited> awaited(BlockView block) {
        return stateOf(block)
                .target()
                .flatMap(target -> Awaited.by(block, target, releases.versionOf(target)))
                .or(() -> wantsRelease(block));
    }

    private Optional<Awaited> wantsRelease(BlockView block) {
        if (assigned(block) || spec.paused()) {
            return Optional.empty();
        }
        if (wanted.of(block.spec()).isPresent()) {
            return Optional.of(new Awaited(
                    "Progressing",
                    "block " + block.name() + " waits for its turn: " + spec.maxBlocksInFlight() + " change at a time",
                    Awaited.Blame.NOBODY));
        }
        return Optional.of(image(block));
    }

    private Awaited image(BlockView block) {
        if (wanted.pin().isPresent()) {
            return new Awaited(
                    "RevisionNotFound",
                    "revision " + wanted.pin().get().revision() + " of pinnedRelease does not exist: choose another",
                    Awaited.Blame.SPEC);
        }
        return state.pending()
                .map(pending -> pending.reason().isEmpty()
                        ? new Awaited(
                                "ResolvingImage",
                                "host " + pending.host() + " is asked what image " + pending.reference() + " is"
                                        + Awaited.since(pending.since()),
                                Awaited.Blame.NOBODY)
                        : new Awaited(
                                pending.reason(),
                                "image " + pending.reference() + " can not be resolved"
                                        + Awaited.since(pending.since()) + ": " + pending.message()
                                        + "; it is tried again",
                                Awaited.Blame.HOST))
                .orElseGet(() -> new Awaited(
                        block.ready().isEmpty() ? "HostNotReady" : "ResolvingImage",
                        "a host is needed to resolve image "
                                + spec.templateFor(spec.versionOf(block.spec())).image(),
                        block.ready().isEmpty() ? Awaited.Blame.HOST : Awaited.Blame.NOBODY));
    }

    /**
     * Whether nothing came forward for longer than may be, whoever is to blame. A pause holds further steps, not those under way:
     * its time counts where a host keeps them.
     */
    boolean overdue(Awaited awaited) {
        return state.progress()
                .filter(progress -> awaited.blame() == Awaited.Blame.HOST
                        || !progress.cause().equals("Paused"))
                .map(this::deadline)
                .map(deadline -> !now.isBefore(deadline))
                .orElse(false);
    }

    private Instant deadline(Progress progress) {
        return progress.suspended().orElse(progress.since()).plusSeconds(spec.progressDeadlineSeconds());
    }

    /** Whether a host says that a release at fault is what a block should run: nothing comes of it by itself. */
    boolean targetAtFault() {
        return blocks.stream()
                .anyMatch(block -> state.block(block.name())
                        .target()
                        .filter(block::reportsFaultOf)
                        .isPresent());
    }
}
