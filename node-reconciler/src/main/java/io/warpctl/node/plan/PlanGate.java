package io.warpctl.node.plan;

import io.warpctl.core.plan.HostPlan;
import java.util.Optional;

/** Decides whether a node takes an offered plan. Pure. */
public final class PlanGate {
    private PlanGate() {}

    /** What becomes of an offer. */
    public sealed interface Verdict {}

    /** The offer is taken. */
    public record Accepted(HostPlan plan) implements Verdict {}

    /** The offer is the plan already followed. */
    public record Unchanged() implements Verdict {}

    /**
     * The offer is not taken.
     *
     * @param reason one CamelCase word
     * @param message one sentence with what would help
     */
    public record Refused(String reason, String message) implements Verdict {}

    /**
     * Judges an offer. The first plan ever binds the node to its cluster.
     *
     * @param accepted the plan followed now
     * @param adopt whether a plan of another cluster may take the host over
     */
    public static Verdict judge(Optional<HostPlan> accepted, PlanOffer offer, boolean adopt) {
        if (accepted.isEmpty()) {
            return new Accepted(offer.numbered() ? offer.plan() : offer.withGeneration(1));
        }
        HostPlan present = accepted.get();
        HostPlan offered = offer.numbered() ? offer.plan() : counted(present, offer);
        if (offered.equals(present)) {
            return new Unchanged();
        } else if (!offered.clusterUid().equals(present.clusterUid())) {
            return adopt ? new Accepted(offered) : otherCluster(present, offered);
        } else if (offered.leaderEpoch() < present.leaderEpoch()) {
            return new Refused(
                    "StaleLeader",
                    "the plan was written under leader epoch " + offered.leaderEpoch() + ", and one of epoch "
                            + present.leaderEpoch() + " was accepted before: wait for the present leader");
        } else if (offered.generation() < present.generation()) {
            return new Refused(
                    "LowerGeneration",
                    "the plan has generation " + offered.generation() + ", and " + present.generation()
                            + " was accepted before: give it a higher one");
        } else if (offered.generation() == present.generation()) {
            return new Refused(
                    "SameGeneration",
                    "generation " + offered.generation()
                            + " was accepted before with other content: give the plan a higher one");
        }
        return new Accepted(offered);
    }

    private static HostPlan counted(HostPlan present, PlanOffer offer) {
        HostPlan sameGeneration = offer.withGeneration(present.generation());
        return sameGeneration.equals(present) ? present : offer.withGeneration(present.generation() + 1);
    }

    private static Refused otherCluster(HostPlan present, HostPlan offered) {
        return new Refused(
                "OtherCluster",
                "the plan is of cluster " + offered.clusterUid() + ", and this host belongs to cluster "
                        + present.clusterUid() + ": bind it anew with \"warpctl node join --adopt\"");
    }
}
