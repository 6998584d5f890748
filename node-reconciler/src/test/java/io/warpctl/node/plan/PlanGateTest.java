package io.warpctl.node.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServicesNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanGateTest {
    @Test
    void takesTheFirstPlan() {
        HostPlan first = plan("one", 7, 3, "a");
        assertThat(PlanGate.judge(Optional.empty(), new PlanOffer(first, true), false))
                .isEqualTo(new PlanGate.Accepted(first));
    }

    @Test
    void takesAHigherGeneration() {
        HostPlan next = plan("one", 8, 3, "b");
        assertThat(judge(plan("one", 7, 3, "a"), next)).isEqualTo(new PlanGate.Accepted(next));
    }

    @Test
    void knowsThePlanItFollows() {
        assertThat(judge(plan("one", 7, 3, "a"), plan("one", 7, 3, "a"))).isInstanceOf(PlanGate.Unchanged.class);
    }

    @Test
    void refusesALowerGeneration() {
        assertThat(reason(judge(plan("one", 7, 3, "a"), plan("one", 6, 3, "b"))))
                .isEqualTo("LowerGeneration");
    }

    @Test
    void refusesOtherContentUnderTheSameGeneration() {
        assertThat(reason(judge(plan("one", 7, 3, "a"), plan("one", 7, 3, "b"))))
                .isEqualTo("SameGeneration");
    }

    @Test
    void refusesADeposedLeader() {
        assertThat(reason(judge(plan("one", 7, 3, "a"), plan("one", 8, 2, "b"))))
                .isEqualTo("StaleLeader");
    }

    @Test
    void refusesAnotherClusterUnlessToldToAdopt() {
        HostPlan present = plan("one", 7, 3, "a");
        HostPlan foreign = plan("two", 1, 0, "b");
        assertThat(reason(judge(present, foreign))).isEqualTo("OtherCluster");
        assertThat(PlanGate.judge(Optional.of(present), new PlanOffer(foreign, true), true))
                .isEqualTo(new PlanGate.Accepted(foreign));
    }

    @Test
    void countsTheChangesOfAPlanWithoutGeneration() {
        PlanOffer offer = new PlanOffer(plan("one", 0, 0, "a"), false);
        HostPlan first = plan("one", 1, 0, "a");
        assertThat(PlanGate.judge(Optional.empty(), offer, false)).isEqualTo(new PlanGate.Accepted(first));
        assertThat(PlanGate.judge(Optional.of(first), offer, false)).isInstanceOf(PlanGate.Unchanged.class);
        assertThat(PlanGate.judge(Optional.of(first), new PlanOffer(plan("one", 0, 0, "b"), false), false))
                .isEqualTo(new PlanGate.Accepted(plan("one", 2, 0, "b")));
    }

    private static PlanGate.Verdict judge(HostPlan accepted, HostPlan offered) {
        return PlanGate.judge(Optional.of(accepted), new PlanOffer(offered, true), false);
    }

    private static String reason(PlanGate.Verdict verdict) {
        return ((PlanGate.Refused) verdict).reason();
    }

    private static HostPlan plan(String cluster, long generation, long epoch, String content) {
        return new HostPlan(
                cluster,
                generation,
                epoch,
                ServicesNetwork.DEFAULT,
                Map.of(),
                List.of(),
                List.of(),
                List.of(content),
                List.of());
    }
}
