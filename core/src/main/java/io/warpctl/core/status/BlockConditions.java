package io.warpctl.core.status;

import io.warpctl.core.rollout.BlockView;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Quarantine;
import java.util.List;
import java.util.Optional;

/** The conditions of a block. */
final class BlockConditions {
    private final StatusView view;
    private final BlockView block;
    private final Optional<Quarantine> quarantine;
    private final Optional<Awaited> awaited;

    BlockConditions(StatusView view, BlockView block) {
        this.view = view;
        this.block = block;
        this.quarantine = view.quarantine(block);
        this.awaited = view.awaited(block);
    }

    List<Condition> all() {
        Condition progressing = progressing();
        boolean stalled = block.unplaced()
                || (!progressing.isTrue() && awaited.isPresent())
                || (quarantine.isPresent() && !progressing.isTrue());
        List<Condition> stall = stalled
                ? List.of(Condition.of(Conditions.STALLED, true, progressing.reason(), progressing.message()))
                : List.of();
        return Conditions.with(List.of(available(), ready(progressing)), progressing, stall);
    }

    private Condition available() {
        List<HostView> idle = block.ready().stream()
                .filter(host -> block.serving(host).isEmpty())
                .toList();
        if (block.unplaced()) {
            return Condition.of(Conditions.AVAILABLE, false, "NoHostSelected", "the block selects no host");
        }
        if (!idle.isEmpty()) {
            return Condition.of(
                    Conditions.AVAILABLE,
                    false,
                    "NothingServes",
                    "nothing serves on host " + idle.get(0).name());
        }
        return block.ready().size() < block.spec().hosts().size()
                ? new Condition(
                        Conditions.AVAILABLE,
                        Condition.Status.Unknown,
                        "HostNotReady",
                        "not every node of a selected host reports")
                : Condition.of(Conditions.AVAILABLE, true, "EveryHostServes", "every selected host serves");
    }

    private Condition ready(Condition progressing) {
        boolean ready = !block.unplaced() && quarantine.isEmpty() && view.settled(block);
        return Condition.of(Conditions.READY, ready, progressing.reason(), progressing.message());
    }

    private Condition progressing() {
        if (block.unplaced()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    false,
                    "NoHostSelected",
                    "no host is selected: check hostSelector against the hosts' labels");
        }
        if (awaited.isPresent()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    !view.overdue(awaited.get()),
                    awaited.get().reason(),
                    awaited.get().message());
        }
        if (quarantine.isPresent()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    false,
                    "VersionQuarantined",
                    quarantine.get().version() + " was taken back: "
                            + quarantine.get().message());
        }
        return view.stateOf(block)
                .target()
                .map(target -> Condition.of(
                        Conditions.PROGRESSING, false, "Complete", "serves " + view.releases.versionOf(target)))
                .orElseGet(() -> Condition.of(
                        Conditions.PROGRESSING,
                        false,
                        view.spec.paused() ? "Paused" : "HeldAtPercent",
                        "has no release to run yet"));
    }
}
