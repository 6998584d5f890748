package io.warpctl.core.rollout;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses each block's target and fallback, in order and within the limits. */
final class Assignment {
    private final Context context;
    private final Draft draft;
    private final Set<String> withinPercent = new HashSet<>();

    Assignment(Context context) {
        this.context = context;
        this.draft = context.draft;
        context.wanted.withinPercent().forEach(block -> withinPercent.add(block.name()));
    }

    void run() {
        endReturn();
        endHold();
        boolean atOnce = draft.returning.isPresent() || pinnedToVerified();
        int limit = Math.max(1, context.spec.maxBlocksInFlight());
        int inFlight = context.inFlight().size();
        for (BlockView block : context.blocks) {
            BlockState state = context.stateOf(block);
            Optional<String> desired = desired(block);
            boolean barred = state.target().map(context::barred).orElse(false);
            if (desired.equals(state.target()) || heldBack(block, desired) || (context.spec.paused() && !barred)) {
                continue;
            }
            boolean changing = context.inFlight(block);
            // A block on its way to a candidate may be sent elsewhere; one on its way back ends that first.
            boolean redirected = changing && !draft.isStable(state.target().orElseThrow());
            if (!barred && !atOnce && !redirected && inFlight >= limit) {
                continue;
            }
            draft.blocks.put(block.name(), state.aimedAt(desired));
            inFlight += changing || block.unplaced() ? 0 : 1;
        }
        chooseFallbacks();
        draft.target = context.wanted
                .ofService()
                .filter(release -> !draft.barred(release))
                .map(Release::hash)
                .or(() -> context.wanted.ofService().isPresent() ? draft.stable : draft.target);
    }

    /** Whether every block has what it is to end with, and serves it. */
    boolean settled() {
        return context.blocks.stream()
                .allMatch(block -> !context.inFlight(block)
                        && context.wanted.of(block.spec()).isPresent()
                        && wantedOrBack(block).equals(context.stateOf(block).target()));
    }

    /** Whether a block is to run the release: as declared, or since what is declared may not be run and there is nothing else. */
    boolean keeps(String hash) {
        return context.wants(hash)
                || context.blocks.stream()
                        .anyMatch(block -> context.stateOf(block).targets(hash)
                                && context.wanted.of(block.spec()).isPresent()
                                && desired(block).equals(Optional.of(hash)));
    }

    private Optional<String> desired(BlockView block) {
        Optional<Release> wanted = context.wanted.of(block.spec());
        if (wanted.isEmpty()) {
            return context.soundTarget(block).or(() -> context.wayBack(block));
        }
        String hash = wanted.get().hash();
        boolean asked = context.wanted.ownVersion(block.spec())
                || withinPercent.contains(block.name())
                || context.stateOf(block).targets(hash);
        return asked || draft.barred(wanted.get()) ? wantedOrBack(block) : stay(block);
    }

    private Optional<String> wantedOrBack(BlockView block) {
        Optional<Release> wanted = context.wanted.of(block.spec());
        return wanted.filter(release -> !draft.barred(release))
                .map(Release::hash)
                .or(() -> context.wayBack(block).or(() -> context.soundTarget(block)));
    }

    /**
     * A block that is not asked to change keeps what served on it; a candidate that did not is given up for what did. With
     * nothing to give it up for it stays: it may serve by now, on a host that is not heard.
     */
    private Optional<String> stay(BlockView block) {
        BlockState state = context.stateOf(block);
        return context.soundTarget(block)
                .filter(hash ->
                        draft.isStable(hash) || state.served().equals(Optional.of(hash)) || block.servesAnywhere(hash))
                .or(() -> context.wayBack(block))
                .or(() -> context.soundTarget(block));
    }

    /** Not while a hold is about that release, nor before the hosts have forgotten that it failed on this block. */
    private boolean heldBack(BlockView block, Optional<String> desired) {
        return desired.isPresent()
                && (draft.held.map(Halt::releaseHash).equals(desired) || block.reportsFaultOf(desired.get()));
    }

    private boolean pinnedToVerified() {
        return context.wanted.pin().isPresent()
                && context.wanted
                        .ofService()
                        .map(release -> draft.verified.contains(release.hash()))
                        .orElse(false);
    }

    /** A return ends when it is done, or when something newer may be tried. */
    private void endReturn() {
        boolean newer = context.wanted
                .ofService()
                .map(release -> !draft.barred(release) && !draft.isStable(release.hash()))
                .orElse(false);
        boolean done = context.blocks.stream().noneMatch(this::onItsWayBack);
        if (draft.returning.isPresent() && (newer || done)) {
            draft.returning = Optional.empty();
        }
    }

    private boolean onItsWayBack(BlockView block) {
        Optional<String> target = context.stateOf(block).target();
        return target.map(context::barred).orElse(false)
                || (context.inFlight(block) && target.equals(context.wayBack(block)));
    }

    /** A hold is about one release: it ends when no block is to run that any more, or when it serves wherever it is to. */
    private void endHold() {
        draft.held = draft.held
                .filter(halt -> keeps(halt.releaseHash()))
                .filter(halt -> context.blocks.stream()
                        .filter(block -> context.stateOf(block).targets(halt.releaseHash()))
                        .anyMatch(block -> !block.runs(halt.releaseHash())));
    }

    private void chooseFallbacks() {
        for (BlockView block : context.blocks) {
            BlockState state = context.stateOf(block);
            Optional<String> fallback = context.wayBack(block).filter(hash -> !state.targets(hash));
            draft.blocks.put(block.name(), state.withFallback(fallback));
        }
    }

    static boolean changed(List<BlockView> blocks, ServiceState before, Draft draft) {
        return blocks.stream()
                .anyMatch(block -> !before.block(block.name())
                        .target()
                        .equals(draft.block(block.name()).target()));
    }
}
