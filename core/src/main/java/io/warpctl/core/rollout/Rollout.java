package io.warpctl.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides which release each block of a service runs. Pure: the same arguments give the same decision. */
public final class Rollout {
    private final Context context;
    private final Draft draft;

    private Rollout(Context context) {
        this.context = context;
        this.draft = context.draft;
    }

    /**
     * The next decision for a service.
     *
     * @param spec the service as declared now
     * @param state what was decided last; {@link ServiceState#EMPTY} at first
     * @param known all releases of the service that exist
     * @param hosts every host a block is selected on, as last seen
     * @param now the time of the decision
     */
    public static Decision decide(
            ServiceSpec spec, ServiceState state, List<Release> known, List<HostView> hosts, Instant now) {
        return new Rollout(new Context(spec, state, known, hosts, now)).run();
    }

    private Decision run() {
        draft.revisionCounter = Math.max(draft.revisionCounter, context.releases.highestRevision());
        adoptBlocks();
        Assignment assignment = new Assignment(context);
        Faults faults = new Faults(context, assignment);
        ProgressCheck progress = new ProgressCheck(context);
        faults.obeyRetry();
        faults.turnBackWhereNotForgotten();
        new Verification(context).run();
        faults.letOffWhatServes();
        faults.answerReported();
        progress.run();
        progress.overdue().ifPresent(faults::answerOverdue);
        Optional<Release> toCreate = new Resolution(context).run();
        assignment.run();
        progress.run();
        noteRollout(assignment);
        return new Decision(
                draft.toState(),
                toCreate,
                draft.pending.map(pending -> new ResolveRequest(pending.reference(), pending.host())),
                context.events,
                progress.wakeAt());
    }

    private void adoptBlocks() {
        for (String name : List.copyOf(draft.blocks.keySet())) {
            if (context.spec.block(name).isEmpty()) {
                draft.blocks.remove(name);
                draft.removedBlocks.add(name);
            }
        }
        for (BlockSpec block : context.spec.blocks()) {
            // Until it is aimed at a release, a host that has not heard of its removal has still to be told.
            if (draft.removedBlocks.remove(block.name())) {
                draft.blocks.put(block.name(), BlockState.NONE.aimedAt(Optional.empty()));
            }
        }
    }

    private void noteRollout(Assignment assignment) {
        if (Assignment.changed(context.blocks, context.before, draft)) {
            boolean under = context.before.rolloutInProgress()
                    && context.before.targetRelease().equals(draft.target);
            draft.startedAt = under ? draft.startedAt : Optional.of(context.now);
            draft.endedAt = Optional.empty();
            if (!under) {
                announce();
            }
        }
        if (draft.startedAt.isPresent() && draft.endedAt.isEmpty() && assignment.settled()) {
            draft.endedAt = Optional.of(context.now);
            boolean stopped = context.blocks.stream()
                    .anyMatch(block -> context.stateOf(block).stopped());
            context.events.add(
                    stopped
                            ? Event.warning("RolloutEnded", "there is no release left that may run")
                            : Event.normal("RolloutEnded", "every block runs what it should"));
        }
    }

    private void announce() {
        draft.target.ifPresent(hash -> context.events.add(Event.normal(
                draft.returning.isPresent() ? "Returning" : "RolloutStarted",
                "the blocks change to " + context.releases.versionOf(hash))));
    }
}
