package io.warpctl.node;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.node.plan.PlanGate;
import io.warpctl.node.plan.PlanReading;
import io.warpctl.node.plan.PlanSource;
import io.warpctl.node.state.Loaded;
import io.warpctl.node.state.StateException;
import io.warpctl.node.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan in force: the one on disk at first, then each offer the gate lets through. */
final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    private final PlanSource source;
    private final StateStore store;
    private final boolean adopt;
    private volatile Optional<HostPlan> accepted;
    private Optional<String> damage;
    private List<HostCondition> conditions = List.of();
    private Consumer<String> clusterChanged = clusterUid -> {};

    Plans(PlanSource source, StateStore store, boolean adopt) {
        this.source = source;
        this.store = store;
        this.adopt = adopt;
        Loaded<HostPlan> loaded = store.loadPlan();
        this.accepted = loaded.value();
        this.damage = loaded.problem();
        accepted.ifPresent(plan -> LOG.info("going on with plan {} from disk", plan.generation()));
    }

    /** @param listener told the cluster's UID now and whenever it changes */
    void changesCluster(Consumer<String> listener) {
        clusterChanged = listener;
        accepted.map(HostPlan::clusterUid).ifPresent(listener);
    }

    /** Looks at what the source has now; a plan that is taken is on disk when this returns. */
    Optional<HostPlan> current() {
        PlanReading reading = source.latest();
        List<HostCondition> found = new ArrayList<>(reading.conditions());
        reading.offer()
                .flatMap(offer -> judged(PlanGate.judge(accepted, offer, adopt)))
                .ifPresent(found::add);
        damage.map(text -> new HostCondition("StateDamaged", true, "ChecksumMismatch", text))
                .ifPresent(found::add);
        conditions = found;
        return accepted;
    }

    /** The plan in force, without a look at the source; for any thread. */
    Optional<HostPlan> accepted() {
        return accepted;
    }

    /** What is wrong with plans, as of the last {@link #current()}. */
    List<HostCondition> conditions() {
        return conditions;
    }

    private Optional<HostCondition> judged(PlanGate.Verdict verdict) {
        if (verdict instanceof PlanGate.Refused refused) {
            return Optional.of(new HostCondition("PlanRefused", true, refused.reason(), refused.message()));
        } else if (verdict instanceof PlanGate.Accepted taken) {
            return take(taken.plan());
        }
        return Optional.empty();
    }

    private Optional<HostCondition> take(HostPlan plan) {
        try {
            store.save(plan);
        } catch (StateException e) {
            return Optional.of(new HostCondition("PlanRefused", true, "StateNotWritable", e.getMessage()));
        }
        LOG.info("plan {} accepted", plan.generation());
        boolean otherCluster = !accepted.map(HostPlan::clusterUid).equals(Optional.of(plan.clusterUid()));
        accepted = Optional.of(plan);
        damage = Optional.empty();
        if (otherCluster) {
            clusterChanged.accept(plan.clusterUid());
        }
        return Optional.empty();
    }
}
