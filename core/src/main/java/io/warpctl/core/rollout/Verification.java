package io.warpctl.core.rollout;

import java.util.List;
import java.util.Optional;

/** Notes what has served: per block, and on all blocks, which makes a release the stable one. */
final class Verification {
    private final Context context;

    Verification(Context context) {
        this.context = context;
    }

    void run() {
        for (BlockView block : context.blocks) {
            BlockState state = context.stateOf(block);
            state.target()
                    .filter(block::runs)
                    .ifPresent(target -> context.draft.blocks.put(block.name(), state.withServed(target)));
        }
        verifiedEverywhere().ifPresent(this::becomesStable);
    }

    /** A block with a version of its own has no say, unless every block has one. */
    private Optional<String> verifiedEverywhere() {
        List<BlockView> deciding = context.blocks.stream()
                .filter(block -> !block.unplaced() && !context.wanted.ownVersion(block.spec()))
                .toList();
        if (deciding.isEmpty()) {
            deciding =
                    context.blocks.stream().filter(block -> !block.unplaced()).toList();
        }
        if (deciding.isEmpty()) {
            return Optional.empty();
        }
        List<BlockView> all = deciding;
        return context.stateOf(all.get(0))
                .target()
                .filter(hash ->
                        all.stream().allMatch(block -> context.stateOf(block).targets(hash) && block.runs(hash)));
    }

    private void becomesStable(String hash) {
        Draft draft = context.draft;
        if (draft.isStable(hash) || context.barred(hash)) {
            return;
        }
        draft.stable = Optional.of(hash);
        if (!draft.verified.contains(hash)) {
            draft.verified.add(hash);
        }
        context.events.add(Event.normal(
                "ReleaseVerified",
                context.releases.versionOf(hash) + " serves on all " + context.blocks.size()
                        + " blocks and is the stable release"));
    }
}
