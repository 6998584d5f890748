package io.warpctl.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Fault;
import io.warpctl.core.report.ImageReport;
import io.warpctl.core.report.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutFaultTest {
    private static Story threeBlocks() {
        return new Story(List.of("beta", "g1", "g2"), "a", "b").rollOut();
    }

    @Test
    void aReleaseAtFaultIsTakenBackFromAllBlocksAtOnceAndBarred() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.serve("beta").settle();
        story.serve("g1").settle();
        story.fail("g2", "b", Fault.Kind.Release, "Exited").decide();
        assertThat(story.targets()).containsOnly("1.0.0");
        assertThat(story.state.returning()).isPresent();
        assertThat(story.state.quarantined())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("Exited"))
                .satisfies(entry -> assertThat(entry.message()).contains("block g2 on host b"));
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.0.0");
        assertThat(story.state.returning()).isEmpty();
        assertThat(story.state.rolloutEndedAt()).isPresent();
        assertThat(story.eventReasons()).contains("VersionQuarantined");
    }

    @Test
    void theVerdictKeepsTheLastLinesOfTheLog() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited", "one", "two", "three", "run the migration first")
                .decide();
        assertThat(story.state.quarantined().get(0).message())
                .isEqualTo("block beta on host a: it does not work; its log ends with: two / three / run the migration"
                        + " first");
    }

    @Test
    void theImageIsBarredOnlyWhenNothingElseDiffers() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.state.quarantined().get(0).digest())
                .contains(story.release("1.1.0").imageId());
        Story other = threeBlocks().version("1.1.0");
        other.spec = Specs.env(other.spec, Map.of("COLOR", "red"));
        other.settle().fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(other.state.quarantined().get(0).digest()).isEmpty();
    }

    @Test
    void anImageThatWasVerifiedOnceIsNotBarred() {
        Story story = threeBlocks();
        story.images.put("hello:1.1.0", "sha256:hello:1.0.0");
        story.version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "WrongVersion").settle();
        assertThat(story.state.quarantined().get(0).digest()).isEmpty();
    }

    @Test
    void aBarredImageIsNotTriedUnderAnotherTagEither() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").rollOut();
        story.images.put("hello:1.1.1", "sha256:hello:1.1.0");
        story.version("1.1.1").rollOut();
        assertThat(story.targets()).containsOnly("1.0.0");
        assertThat(story.known).hasSize(3);
    }

    @Test
    void theSameSpecDoesNotBringItBackButANewerVersionDoes() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").rollOut();
        story.version("1.0.0").rollOut().version("1.1.0").rollOut();
        assertThat(story.targets()).containsOnly("1.0.0");
        story.version("1.2.0").rollOut();
        assertThat(story.targets()).containsOnly("1.2.0");
    }

    @Test
    void aRetryIsObeyedOnce() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").rollOut();
        String bad = story.release("1.1.0").hash();
        story.spec = Specs.retry(story.spec, bad, "1");
        story.settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        story.after(1).fail("beta", "a", Fault.Kind.Release, "Exited").rollOut();
        assertThat(story.targets()).containsOnly("1.0.0");
        assertThat(story.state.quarantined()).hasSize(1);
        story.spec = Specs.retry(story.spec, bad, "2");
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.1.0");
    }

    @Test
    void aRetryWaitsUntilTheHostHasForgottenTheFault() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        story.spec = Specs.retry(story.spec, story.release("1.1.0").hash(), "1");
        story.settle();
        assertThat(story.targets()).as("host a still reports the old fault").containsOnly("1.0.0");
        assertThat(story.state.quarantined()).isEmpty();
        story.serve("beta", "a").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
    }

    @Test
    void aHostThatHadNotHeardOfTheReturnIsToldOfItWhenTheRetryHasBegun() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        story.ready("a", false);
        story.spec = Specs.retry(story.spec, story.release("1.1.0").hash(), "1");
        story.serve("beta", "b").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        story.ready("a", true).settle();
        assertThat(story.targets()).as("host a remembers the fault").containsOnly("1.0.0");
        assertThat(story.state.quarantined()).isEmpty();
        story.serve("beta").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
    }

    @Test
    void aFaultAnsweredBeforeStopsNothingWhereThereIsNothingToGoBackTo() {
        Story story = new Story(List.of("beta", "g1"), "a").settle();
        story.spec = Specs.autoRollback(story.spec, false);
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.state.held()).isPresent();
        story.spec = Specs.retry(story.spec, story.state.held().orElseThrow().releaseHash(), "again");
        story.settle();
        assertThat(story.targets()).containsExactly("1.0.0", "-");
        assertThat(story.state.block("beta").stopped()).isFalse();
    }

    @Test
    void theStableReleaseIsNotQuarantinedInTheMomentAnotherOneTakesItsPlace() {
        Story story = threeBlocks();
        story.spec = Specs.ownVersion(story.spec, "beta", "1.0.0");
        story.version("1.1.0").settle();
        story.fail("beta", "b", Fault.Kind.Release, "Exited").settle();
        story.serve("g1").settle();
        story.serve("g2").decide();
        assertThat(story.stable()).isEqualTo("1.1.0");
        assertThat(story.state.quarantined()).isEmpty();
    }

    @Test
    void theStableReleaseIsNeverQuarantined() {
        Story story = threeBlocks();
        story.crash("g1", "a").fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.state.quarantined()).isEmpty();
        assertThat(story.targets()).containsOnly("1.0.0");
    }

    @Test
    void withoutAutoRollbackTheRolloutHolds() {
        Story story = threeBlocks().version("1.1.0");
        story.spec = Specs.autoRollback(story.spec, false);
        story.settle().fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        assertThat(story.state.held()).isPresent();
        assertThat(story.state.quarantined()).isEmpty();
        story.version("1.2.0").rollOut();
        assertThat(story.targets()).containsOnly("1.2.0");
        assertThat(story.state.held()).isEmpty();
    }

    @Test
    void aReleaseAtFaultIsHeldAlthoughNobodyWantsItWhileThereIsNothingElse() {
        Story story = new Story(List.of("beta"), "a").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        story.spec = Specs.autoRollback(story.spec, false);
        story.version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        story.version("1.0.0").settle();
        assertThat(story.targets()).as("1.0.0 is quarantined").containsExactly("1.1.0");
        assertThat(story.state.held().orElseThrow().releaseHash())
                .isEqualTo(story.release("1.1.0").hash());
        story.version("1.2.0").settle();
        assertThat(story.state.held()).isEmpty();
    }

    @Test
    void aHeldReleaseIsTriedAgainWhenAsked() {
        Story story = threeBlocks().version("1.1.0");
        story.spec = Specs.autoRollback(story.spec, false);
        story.settle().fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        story.spec = Specs.retry(story.spec, story.release("1.1.0").hash(), "1");
        story.settle();
        assertThat(story.targets()).containsExactly("1.0.0", "1.0.0", "1.0.0");
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.1.0");
    }

    @Test
    void aHostAtFaultHoldsAndQuarantinesNothingHoweverLong() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Host, "ImagePullFailed").settle();
        story.after(100_000).settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        assertThat(story.state.quarantined()).isEmpty();
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.1.0");
    }

    @Test
    void aCandidateThatIsNotHealthyWhenItsTimeIsOverIsAtFault() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.reach("beta", "a", Phase.Starting).settle();
        assertThat(story.last.wakeAt()).contains(story.now.plusSeconds(600));
        story.after(599).settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        story.after(1).settle();
        assertThat(story.targets()).containsOnly("1.0.0");
        assertThat(story.state.quarantined().get(0).reason()).isEqualTo("ProgressDeadlineExceeded");
    }

    @Test
    void aCandidateOverItsTimeIsOnlyHeldWhenThereIsNothingToReturnTo() {
        Story story = new Story(List.of("beta"), "a").settle();
        story.reach("beta", "a", Phase.Starting).settle();
        story.after(600).settle();
        assertThat(story.targets())
                .as("the host has not said that it fails, and may just not be heard")
                .containsExactly("1.0.0");
        assertThat(story.state.held().orElseThrow().reason()).isEqualTo("ProgressDeadlineExceeded");
        story.rollOut();
        assertThat(story.state.held()).isEmpty();
        assertThat(story.stable()).isEqualTo("1.0.0");
    }

    @Test
    void aChangeOfPhaseStartsTheDeadlineAnewButStartingOverDoesNot() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.reach("beta", "a", Phase.Starting).settle();
        story.after(500).reach("beta", "b", Phase.Starting).settle();
        story.after(500).reach("beta", "a", Phase.Pulling).settle();
        story.reach("beta", "a", Phase.Starting).settle();
        assertThat(story.state.quarantined()).isEmpty();
        story.after(100).settle();
        assertThat(story.state.quarantined()).hasSize(1);
    }

    @Test
    void theDeadlineDoesNotCountWhilePausedOrWhileAHostIsAtFault() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.reach("beta", "a", Phase.Starting).settle();
        story.spec = Specs.paused(story.spec, true);
        story.after(100).settle();
        story.after(10_000);
        story.spec = Specs.paused(story.spec, false);
        story.settle();
        story.fail("beta", "b", Fault.Kind.Host, "DiskFull").settle();
        story.after(10_000).reach("beta", "b", Phase.Pulling).settle();
        story.after(100).settle();
        assertThat(story.state.quarantined()).isEmpty();
        story.after(1000).settle();
        assertThat(story.state.quarantined()).hasSize(1);
    }

    @Test
    void anotherHostIsAskedWhenTheFirstCanNotResolveTheImage() {
        Story story = threeBlocks();
        story.images.put("hello:1.1.0", "");
        story.version("1.1.0").decide();
        story.imageReport("a", new ImageReport("hello:1.1.0", "", "", "ImageNotFound", "no such image"));
        story.decide();
        assertThat(story.last.resolve()).contains(new ResolveRequest("hello:1.1.0", "b"));
        assertThat(story.state.pending().orElseThrow().reason()).isEqualTo("ImageNotFound");
        story.imageReport("b", new ImageReport("hello:1.1.0", "sha256:found", "", "", ""));
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.1.0");
    }

    @Test
    void aNewerSpecEndsAReturnOnlyWhenBlocksAreBack() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.serve("beta").settle();
        story.fail("g1", "a", Fault.Kind.Release, "Exited").decide();
        story.version("1.2.0").settle();
        assertThat(story.targets())
                .as("beta is on its way back to 1.0.0 and ends that first")
                .containsExactly("1.0.0", "1.0.0", "1.0.0");
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.2.0");
    }

    @Test
    void aReturnEndsAlthoughAnotherReleaseIsHeld() {
        Story story = new Story(List.of("beta", "g1"), "a").rollOut().version("1.1.0");
        story.spec = Specs.inFlight(story.spec, 2);
        story.settle().serve("beta").settle();
        story.fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        story.spec = Specs.ownVersion(Specs.autoRollback(story.spec, false), "g1", "1.2.0");
        story.serve("g1").settle();
        assertThat(story.targets()).containsExactly("1.0.0", "1.2.0");
        assertThat(story.state.returning()).as("beta is not back").isPresent();
        story.fail("g1", "a", Fault.Kind.Release, "Exited").settle();
        assertThat(story.state.held()).isPresent();
        story.serve("beta").settle();
        assertThat(story.state.returning()).isEmpty();
        assertThat(story.state.held()).isPresent();
    }

    @Test
    void aFaultOfAnOvertakenReleaseChangesNothing() {
        Story story = threeBlocks().version("1.1.0").settle();
        story.fail("beta", "a", Fault.Kind.Release, "Exited");
        story.version("1.2.0");
        story.images.put("hello:1.2.0", "sha256:hello:1.2.0");
        story.state = withTarget(story, "beta");
        story.settle();
        assertThat(story.state.quarantined()).isEmpty();
    }

    /** As if the newer release had been resolved before the fault was seen. */
    private static ServiceState withTarget(Story story, String block) {
        Release newer = Release.of("web", 3, story.spec.templateFor("1.2.0").withImageId("sha256:hello:1.2.0"));
        story.known.add(newer);
        Draft draft = new Draft(story.state);
        draft.blocks.put(block, draft.block(block).aimedAt(java.util.Optional.of(newer.hash())));
        return draft.toState();
    }
}
