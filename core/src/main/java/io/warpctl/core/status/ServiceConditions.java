package io.warpctl.core.status;

import io.warpctl.core.rollout.BlockView;
import io.warpctl.core.rollout.HostView;
import io.warpctl.core.rollout.Quarantine;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The conditions of a service. */
final class ServiceConditions {
    private final StatusView view;
    private final Optional<Quarantine> quarantine;
    private final Optional<Awaited> awaited;

    ServiceConditions(StatusView view) {
        this.view = view;
        this.quarantine = view.quarantine();
        this.awaited = view.blocks.stream()
                .flatMap(block -> view.awaited(block).stream())
                .findFirst();
    }

    List<Condition> all() {
        return Conditions.with(
                List.of(available(), ready(), degraded(), versionQuarantined()), progressing(), stalled());
    }

    /** What is being done, in a few words. */
    String step() {
        return progressing().reason() + " " + blocks();
    }

    /** How many blocks run what is declared for them. */
    String blocks() {
        return view.blocks.stream().filter(view::runsDeclared).count() + "/" + view.blocks.size();
    }

    private Condition available() {
        TreeSet<String> hosts = new TreeSet<>();
        view.blocks.forEach(block -> hosts.addAll(block.spec().hosts()));
        if (hosts.isEmpty()) {
            return Condition.of(Conditions.AVAILABLE, false, "NoHostSelected", noHost());
        }
        TreeSet<String> silent = new TreeSet<>(hosts);
        view.hosts.stream().filter(HostView::ready).forEach(host -> silent.remove(host.name()));
        TreeSet<String> idle = new TreeSet<>(hosts);
        idle.removeAll(silent);
        view.blocks.forEach(block -> block.ready().stream()
                .filter(host -> block.serving(host).isPresent())
                .forEach(host -> idle.remove(host.name())));
        if (!idle.isEmpty()) {
            return Condition.of(
                    Conditions.AVAILABLE, false, "NothingServes", "no block serves on host " + String.join(", ", idle));
        }
        return silent.isEmpty()
                ? Condition.of(Conditions.AVAILABLE, true, "EveryHostServes", "every selected host serves")
                : new Condition(
                        Conditions.AVAILABLE,
                        Condition.Status.Unknown,
                        "HostNotReady",
                        "the node of host " + String.join(", ", silent)
                                + " does not report; the host goes on serving its last plan");
    }

    private Condition ready() {
        boolean settled = view.blocks.stream().allMatch(view::settled)
                && view.blocks.stream()
                        .anyMatch(block -> view.stateOf(block).target().isPresent());
        if (quarantine.isPresent() || view.state.held().isPresent() || unplaced() || !settled) {
            Condition why = progressing();
            return Condition.of(Conditions.READY, false, why.reason(), why.message());
        }
        Condition progress = progressing();
        String reports = view.spec.health().mode().reportsVersion()
                ? ""
                : "; health mode " + view.spec.health().mode() + " reports no version";
        return Condition.of(Conditions.READY, true, progress.reason(), progress.message() + reports);
    }

    private Condition progressing() {
        if (unplaced()) {
            return Condition.of(Conditions.PROGRESSING, false, "NoHostSelected", noHost());
        }
        if (view.state.returning().isPresent()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    true,
                    "Returning",
                    "the blocks go back to "
                            + view.state
                                    .stableRelease()
                                    .map(view.releases::versionOf)
                                    .orElse("nothing") + ": "
                            + view.state.returning().get().message());
        }
        if (quarantine.isPresent()) {
            return Condition.of(Conditions.PROGRESSING, false, "VersionQuarantined", quarantineText());
        }
        if (view.state.held().isPresent()) {
            return Condition.of(Conditions.PROGRESSING, false, "RolloutHeld", heldText());
        }
        if (view.spec.paused()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    awaited.isPresent() && !view.targetAtFault() && !view.overdue(awaited.get()),
                    "Paused",
                    awaited.map(Awaited::message)
                            .orElse(blocks() + " blocks run what is declared; resume the rollout to go on"));
        }
        if (awaited.isPresent() && view.overdue(awaited.get())) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    false,
                    awaited.get().blame() == Awaited.Blame.HOST ? awaited.get().reason() : "ProgressDeadlineExceeded",
                    awaited.get().message());
        }
        if (awaited.isPresent()) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    awaited.get().blame() != Awaited.Blame.SPEC,
                    awaited.get().reason(),
                    awaited.get().message());
        }
        if (!view.blocks.stream().allMatch(view::runsDeclared) && view.spec.percent() < 100) {
            return Condition.of(
                    Conditions.PROGRESSING,
                    false,
                    "HeldAtPercent",
                    blocks() + " blocks run " + view.spec.version() + " at " + view.spec.percent()
                            + " percent; raise rollout.percent to go on");
        }
        return Condition.of(
                Conditions.PROGRESSING, false, "Complete", blocks() + " blocks run what is declared for them");
    }

    private List<Condition> stalled() {
        Condition progress = progressing();
        boolean stalled = switch (progress.reason()) {
            case "NoHostSelected", "VersionQuarantined", "RolloutHeld" -> true;
            case "Returning" -> false;
            default -> !progress.isTrue() && awaited.isPresent();
        };
        return stalled
                ? List.of(Condition.of(Conditions.STALLED, true, progress.reason(), progress.message()))
                : List.of();
    }

    private Condition degraded() {
        if (view.state.stableRelease().isEmpty() && quarantine.isPresent()) {
            return Condition.of(
                    Conditions.DEGRADED,
                    true,
                    "NoStableRelease",
                    quarantineText() + "; there is no stable release to return to");
        }
        if (view.state.held().isPresent()) {
            return Condition.of(Conditions.DEGRADED, true, "RolloutHeld", heldText());
        }
        return view.blocks.stream()
                .filter(block -> view.stateOf(block).served().isPresent())
                .flatMap(block -> block.ready().stream()
                        .filter(host -> host.dockerDown().isEmpty())
                        .filter(host -> block.serving(host).isEmpty())
                        .map(host -> nothingServes(block, host)))
                .findFirst()
                .map(message -> Condition.of(Conditions.DEGRADED, true, "BlockNotServing", message))
                .orElseGet(() -> Condition.of(Conditions.DEGRADED, false, "AsExpected", ""));
    }

    private String nothingServes(BlockView block, HostView host) {
        return "nothing serves block " + block.name() + " on host " + host.name()
                + view.awaited(block).map(why -> ": " + why.message()).orElse("");
    }

    private Condition versionQuarantined() {
        return quarantine.isPresent()
                ? Condition.of(
                        Conditions.VERSION_QUARANTINED, true, quarantine.get().reason(), quarantineText())
                : Condition.of(Conditions.VERSION_QUARANTINED, false, "NotQuarantined", "");
    }

    private String quarantineText() {
        Quarantine entry = quarantine.orElseThrow();
        return entry.version() + " was taken back at " + entry.at() + ": " + entry.message()
                + "; deploy a newer version, or try it again with warpctl rollout retry";
    }

    private String heldText() {
        return view.state
                .held()
                .map(halt -> view.releases.versionOf(halt.releaseHash()) + " is held since " + halt.since() + ": "
                        + halt.message() + "; deploy another version, undo, or try it again with warpctl rollout retry")
                .orElse("");
    }

    private boolean unplaced() {
        return view.blocks.stream().allMatch(BlockView::unplaced);
    }

    private String noHost() {
        return view.blocks.isEmpty()
                ? "the service has no blocks: add one to spec.blocks"
                : "no block selects a host: check hostSelector against the hosts' labels";
    }
}
