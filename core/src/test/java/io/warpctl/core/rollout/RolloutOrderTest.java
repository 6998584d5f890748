package io.warpctl.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Phase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutOrderTest {
    private static final List<String> FIVE = List.of("beta", "g1", "g2", "g3", "g4");

    @Test
    void aReleaseExistsBeforeAnyBlockTargetsIt() {
        Story story = new Story(List.of("beta", "g1"), "a");
        story.decide();
        assertThat(story.last.resolve()).contains(new ResolveRequest("hello:1.0.0", "a"));
        assertThat(story.targets()).containsExactly("-", "-");
        story.decide();
        assertThat(story.last.toCreate().map(Release::name)).contains("web-1");
        assertThat(story.targets()).containsExactly("-", "-");
        story.decide();
        assertThat(story.targets()).containsExactly("1.0.0", "-");
        assertThat(story.last.resolve()).isEmpty();
    }

    @Test
    void oneBlockAtATimeInOrder() {
        Story story = new Story(List.of("beta", "g1", "g2"), "a", "b").rollOut().version("1.1.0");
        story.settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        story.reach("beta", "b", Phase.Verified).settle();
        story.serve("beta", "a").settle();
        assertThat(story.targets()).as("beta does not serve on host b yet").containsExactly("1.1.0", "1.0.0", "1.0.0");
        story.serve("beta", "b").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.0.0");
        assertThat(story.stable()).isEqualTo("1.0.0");
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.1.0");
        assertThat(story.stable()).isEqualTo("1.1.0");
    }

    @Test
    void orderComesBeforeThePlaceInTheList() {
        Story story = new Story(List.of("g1", "beta"), "a").rollOut().version("1.1.0");
        story.spec = Specs.blocks(
                story.spec,
                List.of(
                        new BlockSpec("g1", 10, 2, Optional.empty(), List.of("a")),
                        new BlockSpec("beta", 1, 1, Optional.empty(), List.of("a"))));
        story.settle();
        assertThat(story.targets()).containsExactly("1.0.0", "1.1.0");
    }

    @Test
    void severalBlocksInFlightWhenAllowed() {
        Story story = new Story(FIVE, "a").rollOut().version("1.1.0");
        story.spec = Specs.inFlight(story.spec, 2);
        story.settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.0.0", "1.0.0", "1.0.0");
        story.serve("g1").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.1.0", "1.0.0", "1.0.0");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "20,1", "21,2", "50,3", "80,4", "81,5", "100,5", "0,0"})
    void percentTakesTheFirstBlocksRoundedUp(int percent, long expected) {
        Story story = new Story(FIVE, "a").rollOut().version("1.1.0");
        story.spec = Specs.percent(story.spec, percent);
        story.rollOut();
        assertThat(story.targets().stream().filter("1.1.0"::equals).count()).isEqualTo(expected);
        assertThat(story.targets().subList(0, (int) expected)).doesNotContain("1.0.0");
    }

    @Test
    void loweringThePercentageMovesNoBlockBack() {
        Story story = new Story(FIVE, "a").rollOut().version("1.1.0");
        story.spec = Specs.percent(story.spec, 60);
        story.rollOut();
        story.spec = Specs.percent(story.spec, 20);
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.1.0", "1.0.0", "1.0.0");
        assertThat(story.stable()).isEqualTo("1.0.0");
    }

    @Test
    void aNewerSpecOvertakesAtOnce() {
        Story story =
                new Story(List.of("beta", "g1"), "a").rollOut().version("1.1.0").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
        story.version("1.2.0").settle();
        assertThat(story.targets()).containsExactly("1.2.0", "1.0.0");
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.2.0", "1.2.0");
    }

    @Test
    void anOvertakenCandidateOutsideThePercentageIsGivenUp() {
        Story story = new Story(FIVE, "a").rollOut().version("1.1.0").settle();
        story.serve("beta").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0", "1.0.0", "1.0.0", "1.0.0");
        story.spec = Specs.percent(story.spec, 20);
        story.version("1.2.0").settle();
        assertThat(story.targets().get(1)).isEqualTo("1.0.0");
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.2.0", "1.0.0", "1.0.0", "1.0.0", "1.0.0");
    }

    @Test
    void anOvertakenCandidateIsKeptWhenThereIsNothingToGiveItUpFor() {
        Story story = new Story(List.of("beta", "g1"), "a");
        story.spec = Specs.inFlight(story.spec, 2);
        story.settle();
        story.spec = Specs.percent(story.spec, 50);
        story.version("1.1.0").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
        assertThat(story.state.block("g1").stopped()).isFalse();
    }

    @Test
    void aPausedRolloutTakesNoStep() {
        Story story =
                new Story(List.of("beta", "g1"), "a").rollOut().version("1.1.0").settle();
        story.spec = Specs.paused(story.spec, true);
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
        story.spec = Specs.paused(story.spec, false);
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0");
    }

    @Test
    void aBlockWithAVersionOfItsOwnLeavesTheOthersAlone() {
        Story story = new Story(List.of("beta", "g1"), "a").rollOut();
        story.spec = Specs.ownVersion(story.spec, "beta", "1.1.0");
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
        assertThat(story.stable()).isEqualTo("1.0.0");
    }

    @Test
    void aHostThatIsNotReadyHoldsNothingUpWhileAnotherServes() {
        Story story = new Story(List.of("beta", "g1"), "a", "b")
                .rollOut()
                .version("1.1.0")
                .settle();
        story.ready("b", false).serve("beta", "a").settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.1.0");
        story.ready("a", false).settle();
        assertThat(story.stable()).isEqualTo("1.0.0");
    }

    @Test
    void noBlockChangesWhileNoHostOfTheOneInFlightIsReady() {
        Story story =
                new Story(List.of("beta", "g1"), "a").rollOut().version("1.1.0").settle();
        story.ready("a", false).settle();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void aPinReturnsAllBlocksAtOnceWhileTheTemplateStays() {
        Story story = new Story(FIVE, "a").rollOut().version("1.1.0").rollOut();
        story.spec = Specs.pinned(story.spec, 1);
        story.settle();
        assertThat(story.targets()).containsOnly("1.0.0");
        story.rollOut();
        assertThat(story.stable()).isEqualTo("1.0.0");
        story.version("1.2.0").rollOut();
        assertThat(story.targets()).containsOnly("1.2.0");
    }

    @Test
    void aPinToARevisionThatDoesNotExistChangesNothing() {
        Story story = new Story(List.of("beta"), "a").rollOut();
        story.spec = Specs.pinned(story.spec, 7);
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.0.0");
    }

    @Test
    void aKnownReleaseIsUsedAgainWithoutAskingAHost() {
        Story story = new Story(List.of("beta"), "a").rollOut().version("1.1.0").rollOut();
        story.images.put("hello:1.0.0", "");
        story.version("1.0.0").rollOut();
        assertThat(story.targets()).containsExactly("1.0.0");
        assertThat(story.known).hasSize(2);
    }

    @Test
    void aRemovedBlockIsRememberedAndANewOneStartsWithTheStableRelease() {
        Story story = new Story(List.of("beta", "g1"), "a").rollOut();
        List<BlockSpec> blocks =
                List.of(story.spec.blocks().get(0), new BlockSpec("g2", 10, 0, Optional.empty(), List.of("a")));
        story.spec = Specs.percent(Specs.blocks(story.spec, blocks), 50);
        story.version("1.1.0").settle();
        assertThat(story.state.removedBlocks()).containsExactly("g1");
        story.rollOut();
        assertThat(story.targets()).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void aBlockDeclaredAgainBeforeItsRemovalIsDoneStaysStoppedUntilItIsAimed() {
        Story story = new Story(List.of("beta", "g1"), "a").rollOut();
        List<BlockSpec> both = story.spec.blocks();
        story.spec = Specs.blocks(story.spec, both.subList(0, 1));
        story.settle();
        story.spec = Specs.paused(Specs.blocks(story.spec, both), true);
        story.settle();
        assertThat(story.targets()).containsExactly("1.0.0", "-");
        assertThat(story.state.removedBlocks()).isEmpty();
        assertThat(story.state.block("g1").stopped()).isTrue();
        story.spec = Specs.paused(story.spec, false);
        story.rollOut();
        assertThat(story.targets()).containsOnly("1.0.0");
    }

    @Test
    void theRolloutEndsWhenEveryBlockServes() {
        Story story = new Story(List.of("beta", "g1"), "a").rollOut();
        assertThat(story.state.rolloutInProgress()).isFalse();
        story.after(10).version("1.1.0").settle();
        assertThat(story.state.rolloutInProgress()).isTrue();
        assertThat(story.state.rolloutStartedAt()).contains(story.now);
        story.after(10).rollOut();
        assertThat(story.state.rolloutEndedAt()).contains(story.now);
        assertThat(story.eventReasons()).contains("RolloutStarted", "ReleaseVerified", "RolloutEnded");
    }

    @Test
    void decidingAgainChangesNothing() {
        Story story = new Story(FIVE, "a", "b").rollOut().version("1.1.0").settle();
        ServiceState before = story.state;
        story.decide();
        assertThat(story.state).isEqualTo(before);
        assertThat(story.last.events()).isEmpty();
    }
}
