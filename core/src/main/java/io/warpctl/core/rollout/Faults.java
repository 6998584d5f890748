package io.warpctl.core.rollout;

import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers releases at fault: takes them back and bars them, or holds. */
final class Faults {
    private static final int LOG_LINES = 3;

    private final Context context;
    private final Draft draft;
    private final Assignment assignment;

    Faults(Context context, Assignment assignment) {
        this.context = context;
        this.draft = context.draft;
        this.assignment = assignment;
    }

    /** A wish to retry lifts the quarantine once; what is reported of the release up to now is answered by it. */
    void obeyRetry() {
        forgetSeenFaults();
        Optional<Retry> wish = context.spec.retry().filter(retry -> !draft.lastRetry.equals(Optional.of(retry)));
        if (wish.isEmpty()) {
            return;
        }
        String hash = wish.get().releaseHash();
        draft.lastRetry = wish;
        Optional<Release> release = context.releases.byHash(hash);
        boolean lifted = draft.quarantined.removeIf(entry ->
                entry.releaseHash().equals(hash) || release.map(entry::covers).orElse(false));
        boolean resumed =
                draft.held.map(halt -> halt.releaseHash().equals(hash)).orElse(false);
        if (resumed) {
            draft.held = Optional.empty();
        }
        draft.progress = Optional.empty();
        markSeen(hash);
        if (lifted || resumed) {
            context.events.add(
                    Event.normal("RetryRequested", context.releases.versionOf(hash) + " is tried again as asked"));
        }
    }

    /**
     * A host tries again what it found at fault only after it was told to run something else. One that still reports a fault
     * answered before was not: then the block turns back until it was.
     */
    void turnBackWhereNotForgotten() {
        for (BlockView block : context.blocks) {
            BlockState state = context.stateOf(block);
            boolean remembered = block.ready().stream()
                    .flatMap(host -> block.fault(host).stream()
                            .filter(fault -> state.targets(fault.release()))
                            .map(fault -> new Found(host.name(), block.name(), fault).seen()))
                    .anyMatch(draft.seenFaults::contains);
            Optional<String> back = context.wayBack(block);
            // With nothing to go back to, the host tries again by itself.
            if (remembered && back.isPresent() && !back.equals(state.target())) {
                draft.blocks.put(block.name(), state.aimedAt(back));
            }
        }
    }

    /**
     * With no stable release a release that serves is better than none: one that was barred while a host that had not been heard
     * brought it to serve is let off.
     */
    void letOffWhatServes() {
        if (draft.stable.isPresent()) {
            return;
        }
        for (Quarantine entry : List.copyOf(draft.quarantined)) {
            boolean serves = context.blocks.stream().anyMatch(block -> block.servesAnywhere(entry.releaseHash()));
            if (serves) {
                draft.quarantined.remove(entry);
                context.events.add(Event.normal(
                        "QuarantineLifted", entry.version() + " serves, and there is no stable release to return to"));
            }
        }
    }

    /** Answers the first fault of a release that some block targets, in the order of the blocks. */
    void answerReported() {
        Set<String> targets = context.blocks.stream()
                .flatMap(block -> context.soundTarget(block).stream())
                .filter(hash -> !draft.isStable(hash) && !context.before.isStable(hash))
                .collect(Collectors.toSet());
        reported()
                .filter(found -> targets.contains(found.fault().release()))
                .filter(found -> !draft.seenFaults.contains(found.seen()))
                .findFirst()
                .ifPresent(found -> answer(
                        found.fault().release(),
                        found.fault().reason(),
                        "block " + found.block() + " on host " + found.host() + ": "
                                + found.fault().message() + logTail(found.fault())));
    }

    /** The container goes, and its log with it: what it said last stays with the verdict. */
    private static String logTail(Fault fault) {
        List<String> lines = fault.logTail();
        return lines.isEmpty()
                ? ""
                : "; its log ends with: "
                        + String.join(" / ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Answers a release that is not healthy in time. It is no host that says so: with nothing to return to, it only holds. */
    void answerOverdue(Halt halt) {
        if (draft.stable.isPresent()) {
            answer(halt.releaseHash(), halt.reason(), halt.message());
        } else {
            hold(halt.releaseHash(), halt.reason(), halt.message());
        }
    }

    /** Takes the release back from all blocks, or holds where that must or can not be. */
    private void answer(String hash, String reason, String message) {
        String version = context.releases.versionOf(hash);
        // With no stable release to go back to, a release that serves, or may, is better than none.
        if (!context.spec.autoRollback() || (draft.stable.isEmpty() && mayServe(hash))) {
            hold(hash, reason, message);
            return;
        }
        Quarantine entry = new Quarantine(hash, digestToBar(hash), version, reason, message, context.now);
        draft.quarantined.removeIf(old -> old.releaseHash().equals(hash));
        draft.quarantined.add(entry);
        draft.held = Optional.empty();
        draft.returning = Optional.of(new Halt(hash, reason, message, context.now));
        markSeen(hash);
        String way = draft.stable
                .map(stable -> "all blocks return to " + context.releases.versionOf(stable))
                .orElse("there is no stable release to return to");
        context.events.add(Event.warning("VersionQuarantined", version + " is at fault, " + way + ": " + message));
    }

    /** Whether the release serves on some block, or a host that could tell did not since it was told what to run. */
    private boolean mayServe(String hash) {
        return context.blocks.stream()
                .anyMatch(block -> block.servesAnywhere(hash)
                        || context.stateOf(block).served().equals(Optional.of(hash))
                        || !block.aimsEverywhere(context.stateOf(block).target()));
    }

    /** A release no block is to run any more needs no hold: another one takes its place. */
    private void hold(String hash, String reason, String message) {
        boolean held = draft.held.map(halt -> halt.releaseHash().equals(hash)).orElse(false);
        if (!held && assignment.keeps(hash)) {
            draft.held = Optional.of(new Halt(hash, reason, message, context.now));
            context.events.add(
                    Event.warning("RolloutHeld", context.releases.versionOf(hash) + " is at fault: " + message));
        }
    }

    /** The image alone is to blame when nothing else differs from the stable release; one that was verified is not. */
    private Optional<String> digestToBar(String hash) {
        Optional<Release> bad = context.releases.byHash(hash);
        Optional<Release> stable = draft.stable.flatMap(context.releases::byHash);
        if (bad.isEmpty() || stable.isEmpty()) {
            return Optional.empty();
        }
        String digest = bad.get().imageId();
        boolean verifiedElsewhere = context.releases.all().stream()
                .anyMatch(release -> release.imageId().equals(digest) && draft.verified.contains(release.hash()));
        boolean soleDifference = withoutImage(bad.get().template())
                .equals(withoutImage(stable.get().template()));
        return soleDifference && !verifiedElsewhere ? Optional.of(digest) : Optional.empty();
    }

    private static ReleaseTemplate withoutImage(ReleaseTemplate template) {
        return new ReleaseTemplate(
                "",
                Optional.empty(),
                "",
                template.configVersion(),
                template.command(),
                template.env(),
                template.ports(),
                template.volumes(),
                template.user(),
                template.memoryBytes(),
                template.milliCpus());
    }

    private void markSeen(String hash) {
        reported()
                .filter(found -> found.fault().release().equals(hash))
                .forEach(found -> draft.seenFaults.add(found.seen()));
    }

    /** A fault its host no longer reports needs no memory: were it seen again, it would be another one. */
    private void forgetSeenFaults() {
        Set<SeenFault> current = reported().map(Found::seen).collect(Collectors.toSet());
        Set<String> reporting = context.hosts.stream()
                .filter(HostView::ready)
                .map(HostView::name)
                .collect(Collectors.toSet());
        draft.seenFaults.removeIf(seen -> reporting.contains(seen.host()) && !current.contains(seen));
    }

    private Stream<Found> reported() {
        List<Found> found = new ArrayList<>();
        for (BlockView block : context.blocks) {
            for (HostView host : block.hosts()) {
                block.fault(host)
                        .filter(fault -> fault.kind() == Fault.Kind.Release)
                        .ifPresent(fault -> found.add(new Found(host.name(), block.name(), fault)));
            }
        }
        return found.stream();
    }

    private record Found(String host, String block, Fault fault) {
        SeenFault seen() {
            return new SeenFault(host, block, fault.release(), fault.at());
        }
    }
}
