package io.warpctl.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.Specs;
import io.warpctl.core.rollout.Story;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceStatusTest {
    private Story story = new Story(List.of("beta", "g1", "g2"), "a", "b");

    @AfterEach
    void kstatusNeverSaysBoth() {
        ServiceStatus status = status();
        assertThat(status.condition("Reconciling").isPresent()
                        && status.condition("Stalled").isPresent())
                .isFalse();
        for (BlockSpec block : story.spec.blocks()) {
            BlockStatus own = block(block.name());
            assertThat(own.conditions())
                    .filteredOn(condition -> List.of("Reconciling", "Stalled").contains(condition.type()))
                    .hasSizeLessThan(2);
        }
        assertThat(status.conditions()).extracting(Condition::type).doesNotHaveDuplicates();
        assertThat(status.conditions())
                .extracting(Condition::type)
                .contains("Available", "Ready", "Progressing", "Degraded", "VersionQuarantined");
    }

    @Test
    void aServiceThatServesIsReadyAndNothingElse() {
        story.rollOut();
        is("Ready", true, "Complete");
        is("Available", true, "EveryHostServes");
        is("Progressing", false, "Complete");
        is("Degraded", false, "AsExpected");
        is("VersionQuarantined", false, "NotQuarantined");
        absent("Reconciling");
        absent("Stalled");
        assertThat(status().blocks()).isEqualTo("3/3");
        assertThat(status().stableRelease()).contains("web-1");
        assertThat(status().targetRelease()).contains("web-1");
        assertThat(block("beta").target()).contains("web-1");
    }

    @Test
    void aModeWithoutAVersionSaysSo() {
        story.rollOut();
        assertThat(message("Ready")).doesNotContain("reports no version");
        story.spec = Specs.health(story.spec, new Health(HealthMode.TCP, "/", 1, 5, 120, 5, 60));
        assertThat(message("Ready")).contains("health mode TCP reports no version");
    }

    @Test
    void beforeAnythingIsDecidedItIsNotReady() {
        is("Ready", false, "ResolvingImage");
        is("Available", false, "NothingServes");
        is("Reconciling", true, "ResolvingImage");
    }

    @Test
    void aRolloutSaysWhichBlockIsAwaitedWhereAndSinceWhen() {
        story.rollOut().version("1.1.0").settle();
        story.reach("beta", "a", Phase.Starting).serve("beta", "b").settle();
        is("Ready", false, "Progressing");
        is("Reconciling", true, "Progressing");
        assertThat(message("Ready"))
                .contains("block beta")
                .contains("1.1.0 is Starting on host a")
                .contains("since 2026-01-01T00:00:00Z");
        assertThat(status().blocks()).isEqualTo("0/3");
        story.serve("beta").settle();
        assertThat(status().blocks()).isEqualTo("1/3");
    }

    @Test
    void heldAtAPercentageItIsReady() {
        story.rollOut().version("1.1.0");
        story.spec = Specs.percent(story.spec, 30);
        story.rollOut();
        is("Ready", true, "HeldAtPercent");
        is("Progressing", false, "HeldAtPercent");
        absent("Reconciling");
        absent("Stalled");
        assertThat(status().blocks()).isEqualTo("1/3");
        assertThat(message("Progressing")).contains("raise rollout.percent");
    }

    @Test
    void pausedItIsReadyOnceTheBlocksServeWhatTheyHave() {
        story.rollOut().version("1.1.0").settle();
        story.spec = Specs.paused(story.spec, true);
        story.settle();
        is("Ready", false, "Paused");
        story.rollOut();
        is("Ready", true, "Paused");
        is("Progressing", false, "Paused");
        absent("Stalled");
    }

    @Test
    void pausedOverAReleaseAtFaultItIsStalled() {
        story.rollOut().version("1.1.0");
        story.spec = Specs.autoRollback(story.spec, false);
        story.settle().fail("beta", "a", Fault.Kind.Release, "Exited");
        story.spec = Specs.paused(story.spec, true);
        story.version("1.2.0").settle();
        is("Ready", false, "Paused");
        is("Stalled", true, "Paused");
        assertThat(message("Stalled")).contains("1.1.0 is at fault on host a");
    }

    @Test
    void pausedOverAHostAtFaultItIsStalledWhenTheDeadlineIsOver() {
        story.settle().fail("beta", "a", Fault.Kind.Host, "PullFailed");
        story.spec = Specs.paused(story.spec, true);
        story.settle();
        is("Reconciling", true, "Paused");
        story.after(story.spec.progressDeadlineSeconds()).settle();
        is("Stalled", true, "Paused");
        absent("Reconciling");
    }

    @Test
    void pausedAndServingItIsNotStalledByAFaultOfAReplacement() {
        story.rollOut();
        story.spec = Specs.paused(story.spec, true);
        story.settle().fail("beta", "a", Fault.Kind.Release, "NeverHealthy").settle();
        is("Ready", true, "Paused");
        absent("Stalled");
    }

    @Test
    void aPinToARevisionThatDoesNotExistIsStalledAtOnce() {
        story.rollOut();
        story.spec = Specs.pinned(story.spec, 7);
        story.settle();
        is("Ready", false, "RevisionNotFound");
        is("Stalled", true, "RevisionNotFound");
    }

    @Test
    void pausedWithAReleaseAtFaultItWaitsForAPerson() {
        story.settle();
        story.spec = Specs.paused(story.spec, true);
        story.settle().fail("beta", "a", Fault.Kind.Release, "Exited");
        is("Progressing", false, "Paused");
        is("Stalled", true, "Paused");
        absent("Reconciling");
    }

    @Test
    void aVersionTakenBackIsNotReadyAndTellsTheWayOut() {
        story.rollOut().version("1.1.0").settle();
        story.serve("beta").settle();
        story.fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        is("Progressing", true, "Returning");
        is("Reconciling", true, "Returning");
        story.rollOut();
        is("Ready", false, "VersionQuarantined");
        is("VersionQuarantined", true, "Exited");
        is("Stalled", true, "VersionQuarantined");
        is("Available", true, "EveryHostServes");
        is("Degraded", false, "AsExpected");
        assertThat(message("VersionQuarantined")).contains("1.1.0", "block g1 on host a", "warpctl rollout retry");
    }

    @Test
    void withNothingToReturnToItIsDegraded() {
        story.settle()
                .crash("beta", "b")
                .fail("beta", "a", Fault.Kind.Release, "Exited")
                .rollOut();
        is("Degraded", true, "NoStableRelease");
        is("Ready", false, "VersionQuarantined");
        is("Available", false, "NothingServes");
        is("Stalled", true, "VersionQuarantined");
    }

    @Test
    void aHoldIsStalled() {
        story.rollOut().version("1.1.0");
        story.spec = Specs.autoRollback(story.spec, false);
        story.settle().fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        is("Ready", false, "RolloutHeld");
        is("Stalled", true, "RolloutHeld");
        is("Degraded", true, "RolloutHeld");
    }

    @Test
    void aHostAtFaultIsStalledAfterTheDeadlineOnly() {
        story.rollOut().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Host, "ImagePullFailed").settle();
        is("Progressing", true, "ImagePullFailed");
        absent("Stalled");
        story.after(600).settle();
        is("Stalled", true, "ImagePullFailed");
        is("Progressing", false, "ImagePullFailed");
        assertThat(message("Stalled")).contains("host a", "it is tried again");
        story.rollOut();
        is("Ready", true, "Complete");
    }

    @Test
    void anImageThatCanNotBeResolvedIsSaid() {
        story.images.put("hello:1.0.0", "");
        story.decide();
        story.imageReport("a", new ImageReport("hello:1.0.0", "", "", "ImageNotFound", "no such image"));
        story.decide();
        story.after(600).decide();
        is("Stalled", true, "ImageNotFound");
        assertThat(message("Ready")).contains("hello:1.0.0", "no such image");
    }

    @Test
    void aSilentNodeMakesAvailabilityUnknown() {
        story.rollOut().ready("b", false).settle();
        assertThat(status().condition("Available").orElseThrow().status()).isEqualTo(Condition.Status.Unknown);
        is("Ready", true, "Complete");
    }

    @Test
    void aBlockThatLostItsContainerIsDegraded() {
        story.rollOut().crash("g1", "b").settle();
        is("Degraded", true, "BlockNotServing");
        is("Ready", false, "Progressing");
        is("Available", true, "EveryHostServes");
        assertThat(block("g1").conditions())
                .filteredOn(condition -> condition.type().equals("Available"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.isTrue()).isFalse());
    }

    @Test
    void noHostSelectedIsStalledAtOnce() {
        story.spec = Specs.blocks(story.spec, List.of(new BlockSpec("beta", 1, 0, Optional.empty(), List.of())));
        story.settle();
        is("Ready", false, "NoHostSelected");
        is("Stalled", true, "NoHostSelected");
        assertThat(message("Available")).contains("hostSelector");
    }

    private ServiceStatus status() {
        return ServiceStatus.of(story.spec, story.state, story.known, List.copyOf(story.hosts.values()), story.now);
    }

    private BlockStatus block(String name) {
        return BlockStatus.of(
                story.spec.block(name).orElseThrow(),
                story.spec,
                story.state,
                story.known,
                List.copyOf(story.hosts.values()),
                story.now);
    }

    private void is(String type, boolean holds, String reason) {
        Condition condition =
                status().condition(type).orElseThrow(() -> new AssertionError("no " + type + " in " + status()));
        assertThat(condition.isTrue()).as("%s", condition).isEqualTo(holds);
        assertThat(condition.reason()).as("%s", condition).isEqualTo(reason);
    }

    private String message(String type) {
        return status().condition(type).orElseThrow().message();
    }

    private void absent(String type) {
        assertThat(status().condition(type)).isEmpty();
    }
}
