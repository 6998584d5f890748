package io.warpctl.crds.map;

import io.warpctl.core.rollout.BlockState;
import io.warpctl.core.rollout.Halt;
import io.warpctl.core.rollout.PendingResolution;
import io.warpctl.core.rollout.Progress;
import io.warpctl.core.rollout.Quarantine;
import io.warpctl.core.rollout.Retry;
import io.warpctl.core.rollout.SeenFault;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.crds.service.DecisionStatus;
import io.warpctl.crds.service.DecisionStatus.BlockDecision;
import io.warpctl.crds.service.DecisionStatus.HaltStatus;
import io.warpctl.crds.service.DecisionStatus.PendingStatus;
import io.warpctl.crds.service.DecisionStatus.ProgressStatus;
import io.warpctl.crds.service.DecisionStatus.SeenFaultStatus;
import io.warpctl.crds.service.QuarantineStatus;
import io.warpctl.crds.service.ReleaseRef;
import io.warpctl.crds.service.ServiceStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was decided for a service: parts of {@code status} of a WarpService. */
public final class Decisions {
    private Decisions() {}

    /**
     * What is beside the releases and quarantines.
     *
     * @param state what was decided
     * @param leaderEpoch of the operator that decides
     */
    public static DecisionStatus toResource(ServiceState state, long leaderEpoch) {
        return new DecisionStatus(
                leaderEpoch,
                new TreeMap<>(state.blocks())
                        .entrySet().stream()
                                .map(entry -> block(entry.getKey(), entry.getValue()))
                                .toList(),
                state.removedBlocks().stream().sorted().toList(),
                state.verified(),
                state.returning().map(Decisions::halt).orElse(null),
                state.held().map(Decisions::halt).orElse(null),
                Text.time(state.rolloutStartedAt()),
                Text.time(state.rolloutEndedAt()),
                state.progress().map(Decisions::progress).orElse(null),
                state.pending().map(Decisions::pending).orElse(null),
                state.lastRetry().map(Retry::toString).orElse(null),
                state.seenFaults().stream()
                        .sorted(Comparator.comparing(SeenFault::toString))
                        .map(Decisions::fault)
                        .toList(),
                state.revisionCounter());
    }

    /** The quarantines of a decision. */
    public static List<QuarantineStatus> quarantined(ServiceState state) {
        return state.quarantined().stream().map(Decisions::quarantine).toList();
    }

    /**
     * What a status says was decided last; {@link ServiceState#EMPTY} when it says nothing.
     *
     * @throws IllegalArgumentException when a time in it is none
     */
    public static ServiceState toCore(ServiceStatus status) {
        DecisionStatus decision = status.decision();
        if (decision == null) {
            return ServiceState.EMPTY;
        }
        Map<String, BlockState> blocks = new HashMap<>();
        decision.blocks().forEach(block -> blocks.put(block.name(), block(block)));
        return new ServiceState(
                Optional.ofNullable(status.stableRelease()).map(ReleaseRef::releaseHash),
                Optional.ofNullable(status.targetRelease()).map(ReleaseRef::releaseHash),
                blocks,
                Set.copyOf(decision.removedBlocks()),
                status.quarantined().stream().map(Decisions::quarantine).toList(),
                decision.verified(),
                Optional.ofNullable(decision.returning()).map(Decisions::halt),
                Optional.ofNullable(decision.held()).map(Decisions::halt),
                Text.time(decision.rolloutStartedAt()),
                Text.time(decision.rolloutEndedAt()),
                Optional.ofNullable(decision.progress()).map(Decisions::progress),
                Optional.ofNullable(decision.pending()).map(Decisions::pending),
                Optional.ofNullable(decision.lastRetry()).map(Retry::parse),
                Set.copyOf(decision.seenFaults().stream().map(Decisions::fault).toList()),
                decision.revisionCounter());
    }

    private static BlockDecision block(String name, BlockState state) {
        return new BlockDecision(
                name,
                state.target().orElse(null),
                state.fallback().orElse(null),
                state.served().orElse(null),
                state.stopped());
    }

    private static BlockState block(BlockDecision block) {
        return new BlockState(
                Optional.ofNullable(block.target()),
                Optional.ofNullable(block.fallback()),
                Optional.ofNullable(block.served()),
                block.stopped());
    }

    private static HaltStatus halt(Halt halt) {
        return new HaltStatus(
                halt.releaseHash(), halt.reason(), halt.message(), halt.since().toString());
    }

    private static Halt halt(HaltStatus status) {
        return new Halt(status.releaseHash(), status.reason(), status.message(), Text.instant(status.since()));
    }

    private static ProgressStatus progress(Progress progress) {
        return new ProgressStatus(
                progress.fingerprint(),
                progress.best(),
                progress.since().toString(),
                Text.time(progress.suspended()),
                Text.orNull(progress.cause()));
    }

    private static Progress progress(ProgressStatus status) {
        return new Progress(
                Text.orEmpty(status.fingerprint()),
                status.best(),
                Text.instant(status.since()),
                Text.time(status.suspended()),
                status.cause());
    }

    private static PendingStatus pending(PendingResolution pending) {
        return new PendingStatus(
                pending.reference(),
                pending.host(),
                pending.since().toString(),
                Text.orNull(pending.reason()),
                Text.orNull(pending.message()));
    }

    private static PendingResolution pending(PendingStatus status) {
        return new PendingResolution(
                status.reference(), status.host(), Text.instant(status.since()), status.reason(), status.message());
    }

    private static SeenFaultStatus fault(SeenFault fault) {
        return new SeenFaultStatus(
                fault.host(), fault.block(), fault.releaseHash(), fault.at().toString());
    }

    private static SeenFault fault(SeenFaultStatus status) {
        return new SeenFault(status.host(), status.block(), status.releaseHash(), Text.instant(status.at()));
    }

    private static QuarantineStatus quarantine(Quarantine quarantine) {
        return new QuarantineStatus(
                quarantine.releaseHash(),
                quarantine.digest().orElse(null),
                Text.orNull(quarantine.version()),
                quarantine.reason(),
                Text.orNull(quarantine.message()),
                quarantine.at().toString());
    }

    private static Quarantine quarantine(QuarantineStatus status) {
        return new Quarantine(
                status.releaseHash(),
                Optional.ofNullable(status.digest()),
                status.version(),
                status.reason(),
                status.message(),
                Text.instant(status.at()));
    }
}
