package io.warpctl.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.ServiceState;
import io.warpctl.core.rollout.Specs;
import io.warpctl.core.rollout.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final List<InterfacePlan> INTERFACES = List.of(new InterfacePlan(
            "eth0", List.of(), Optional.empty(), Optional.empty(), List.of(new ListenerPlan("http", 80))));

    private final Story story = new Story(List.of("beta", "g1"), "a", "b").rollOut();
    private final List<DecidedService> others = new ArrayList<>();
    private boolean deleted;
    private long epoch = 1;
    private HostReport report = HostReport.EMPTY;
    private HostPlan plan = project(Optional.empty());

    @Test
    void aPlanSaysEverythingOfTheHost() {
        ServicePlan service = plan.service(Story.SERVICE).orElseThrow();
        String hash = story.release("1.0.0").hash();
        assertThat(plan.generation()).isEqualTo(1);
        assertThat(service.hosts()).containsExactly("web.example.com");
        assertThat(service.blocks())
                .containsExactly(
                        new BlockPlan("beta", 10, hash, Optional.empty()),
                        new BlockPlan("g1", 10, hash, Optional.empty()));
        assertThat(plan.releases()).containsOnlyKeys(hash);
        assertThat(plan.interfaces()).isEqualTo(INTERFACES);
        assertThat(plan.removals()).isEmpty();
    }

    @Test
    void theGenerationMovesOnlyWhenSomethingIsDifferent() {
        assertThat(again()).isSameAs(plan);
        story.version("1.1.0").settle();
        assertThat(again().generation()).isEqualTo(2);
        assertThat(again()).isSameAs(plan);
    }

    @Test
    void theFallbackAndItsReleaseAreInThePlan() {
        story.version("1.1.0").settle();
        BlockPlan beta = block(again(), "beta");
        assertThat(beta.target()).isEqualTo(story.release("1.1.0").hash());
        assertThat(beta.fallback()).contains(story.release("1.0.0").hash());
        assertThat(plan.releases()).hasSize(2);
        assertThat(plan.service(Story.SERVICE).orElseThrow().rolloutInProgress())
                .isTrue();
    }

    @Test
    void onlyTheHostAskedResolvesAnImage() {
        story.version("1.1.0").decide();
        assertThat(again().resolve()).containsExactly("hello:1.1.0");
        assertThat(Projection.project("b", inputs(Optional.empty())).resolve()).isEmpty();
    }

    @Test
    void aQuarantinedReleaseIsInNoPlanEvenWhenABlockStillTargetsIt() {
        story.version("1.1.0").settle();
        again();
        ServiceState targeted = story.state;
        story.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        // As after a crash between writing the service's state and the block's.
        story.state = withBlocksOf(story.state, targeted);
        assertThat(again().service(Story.SERVICE).orElseThrow().blocks())
                .noneMatch(block -> block.target().equals(story.release("1.1.0").hash()));
        assertThat(plan.removals()).isEmpty();
    }

    @Test
    void whatIsNotDecidedYetStaysAsItIs() {
        story.state = ServiceState.EMPTY;
        assertThat(block(again(), "beta").target())
                .isEqualTo(story.release("1.0.0").hash());
        assertThat(plan.removals()).isEmpty();
    }

    @Test
    void aServiceThatIsJustNotThereIsRemovedNowhere() {
        HostInputs empty = new HostInputs(
                "uid",
                epoch,
                Optional.of(plan),
                serving("beta", "g1"),
                List.of(),
                List.of(),
                INTERFACES,
                ServicesNetwork.DEFAULT);
        assertThat(Projection.project("a", empty).removals()).isEmpty();
    }

    @Test
    void aDeletedServiceIsListedUntilTheHostHasNothingOfIt() {
        deleted = true;
        report = serving("beta", "g1");
        assertThat(again().removals()).containsExactly(new Removal(Story.SERVICE, Optional.empty()));
        assertThat(plan.service(Story.SERVICE)).isEmpty();
        assertThat(Projection.gone(Story.SERVICE, plan, report)).isFalse();
        report = accepted(plan.generation(), List.of());
        assertThat(Projection.gone(Story.SERVICE, plan, report)).isTrue();
        assertThat(again().removals()).isEmpty();
        assertThat(again()).isSameAs(plan);
    }

    @Test
    void aRemovalStaysWhileTheHostFollowsAnOlderPlanOrCanNotAskDocker() {
        deleted = true;
        report = accepted(plan.generation(), List.of());
        assertThat(again().removals()).hasSize(1);
        assertThat(again().removals()).as("the report is of an older plan").hasSize(1);
        report = new HostReport(
                plan.generation(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new HostCondition("DockerReady", false, "DockerUnreachable", "")));
        assertThat(again().removals()).as("Docker can not be asked").hasSize(1);
        assertThat(Projection.gone(Story.SERVICE, plan, report)).isFalse();
    }

    @Test
    void aRemovedBlockIsListed() {
        story.spec = Specs.blocks(story.spec, List.of(story.spec.blocks().get(0)));
        story.settle();
        assertThat(again().removals()).containsExactly(new Removal(Story.SERVICE, Optional.of("g1")));
        assertThat(plan.service(Story.SERVICE).orElseThrow().blocks()).hasSize(1);
    }

    @Test
    void aRemovedBlockIsListedEvenBeforeTheDecisionHasSeenIt() {
        story.spec = Specs.blocks(story.spec, List.of(story.spec.blocks().get(0)));
        assertThat(again().removals()).containsExactly(new Removal(Story.SERVICE, Optional.of("g1")));
        story.settle();
        assertThat(again()).isSameAs(plan);
    }

    @Test
    void aBlockThatMovedToAnotherHostIsListedHere() {
        story.spec = Specs.blocks(
                story.spec,
                List.of(story.spec.blocks().get(0), new BlockSpec("g1", 10, 0, Optional.empty(), List.of("b"))));
        story.settle();
        assertThat(again().removals()).containsExactly(new Removal(Story.SERVICE, Optional.of("g1")));
        assertThat(Projection.project("b", inputs(Optional.empty())).removals()).isEmpty();
    }

    @Test
    void aBlockDeclaredAgainIsRemovedNoMore() {
        var blocks = story.spec.blocks();
        story.spec = Specs.blocks(story.spec, List.of(blocks.get(0)));
        story.settle();
        again();
        story.spec = Specs.blocks(story.spec, blocks);
        story.rollOut();
        assertThat(again().removals()).isEmpty();
        assertThat(block(plan, "g1").target()).isEqualTo(story.release("1.0.0").hash());
    }

    @Test
    void aCandidateThatWasStoppedMayBeTakenAway() {
        Story first = new Story(List.of("beta"), "a").settle();
        HostPlan before = Projection.project("a", inputs(first, Optional.empty()));
        first.fail("beta", "a", Fault.Kind.Release, "Exited").settle();
        HostPlan after = Projection.project("a", inputs(first, Optional.of(before)));
        assertThat(after.services()).isEmpty();
        assertThat(after.removals()).containsExactly(new Removal(Story.SERVICE, Optional.of("beta")));
    }

    @Test
    void aDeposedLeaderChangesNothingAndANewOneTakesOver() {
        epoch = 2;
        assertThat(again().generation()).isEqualTo(2);
        epoch = 1;
        story.version("1.1.0").settle();
        assertThat(again()).isSameAs(plan);
        assertThat(plan.leaderEpoch()).isEqualTo(2);
    }

    @Test
    void aHostAheadOfItsPlanGetsOneItAccepts() {
        report = accepted(57, List.of());
        assertThat(again().generation()).isEqualTo(58);
    }

    private HostPlan again() {
        plan = project(Optional.of(plan));
        return plan;
    }

    private HostPlan project(Optional<HostPlan> previous) {
        return Projection.project("a", inputs(previous));
    }

    private HostInputs inputs(Optional<HostPlan> previous) {
        return inputs(story, previous);
    }

    private HostInputs inputs(Story told, Optional<HostPlan> previous) {
        List<DecidedService> services = new ArrayList<>(others);
        services.add(new DecidedService(told.spec, told.state, told.known));
        return new HostInputs(
                "uid",
                epoch,
                previous,
                report,
                services,
                deleted ? List.of(Story.SERVICE) : List.of(),
                INTERFACES,
                ServicesNetwork.DEFAULT);
    }

    private HostReport serving(String... blocks) {
        return accepted(
                plan.generation(),
                List.of(blocks).stream()
                        .map(block -> new BlockReport(
                                Story.SERVICE.block(block),
                                "",
                                List.of(new ContainerReport(
                                        "c", "r", "", "", Phase.Serving, Story.START, "", Optional.empty())),
                                Optional.empty()))
                        .toList());
    }

    private static HostReport accepted(long generation, List<BlockReport> blocks) {
        return new HostReport(generation, blocks, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static BlockPlan block(HostPlan plan, String name) {
        return plan.service(Story.SERVICE).orElseThrow().blocks().stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ServiceState withBlocksOf(ServiceState state, ServiceState other) {
        return new ServiceState(
                state.stableRelease(),
                state.targetRelease(),
                other.blocks(),
                state.removedBlocks(),
                state.quarantined(),
                state.verified(),
                state.returning(),
                state.held(),
                state.rolloutStartedAt(),
                state.rolloutEndedAt(),
                state.progress(),
                state.pending(),
                state.lastRetry(),
                state.seenFaults(),
                state.revisionCounter());
    }
}
