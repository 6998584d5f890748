package io.warpctl.cli.goal;

import static io.warpctl.cli.testing.Services.block;
import static io.warpctl.cli.testing.Services.condition;
import static io.warpctl.cli.testing.Services.objects;
import static io.warpctl.cli.testing.Services.release;
import static io.warpctl.cli.testing.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.warpctl.cli.CommandFailure;
import io.warpctl.cli.tree.ServiceObjects;
import io.warpctl.crds.WarpService;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static final DeployGoal BOTH = new DeployGoal("example.org/web:1.1.0", List.of("g1", "g2"), 2);

    @Test
    void nothingIsDoneBeforeTheOperatorHasSeenTheChange() {
        var objects = objects(
                service(2, "observedGeneration: 1\nconditions:\n" + condition("Ready", "True", "Complete", "")),
                List.of(block("g1", 0, "c1 1.1.0 hash2 Serving"), block("g2", 1, "c2 1.1.0 hash2 Serving")));

        assertThat(BOTH.judge(objects).state()).isEqualTo(Verdict.State.WAITING);
        assertThat(new RolloutGoal(2).judge(objects).state()).isEqualTo(Verdict.State.WAITING);
    }

    @Test
    void deployIsDoneWhenEveryChosenBlockServesTheVersion() {
        var objects = objects(
                service(2, "observedGeneration: 2"),
                List.of(block("g1", 0, "c1 1.1.0 hash2 Serving"), block("g2", 1, "c2 1.1.0 hash2 Serving")));

        assertThat(BOTH.judge(objects)).isEqualTo(Verdict.done("blocks g1, g2 run example.org/web:1.1.0"));
    }

    @Test
    void deployWaitsForTheBlockThatServesAnotherRelease() {
        var objects = objects(
                service(2, "observedGeneration: 2"),
                List.of(
                        block("g1", 0, "c1 1.1.0 hash2 Serving"),
                        block("g2", 1, "c2 1.0.0 hash1 Serving", "c3 1.1.0 hash2 Starting")));

        assertThat(BOTH.judge(objects).message())
                .contains("1 of 2 blocks")
                .contains("block g2 on host host-a: Starting");
        assertThat(new DeployGoal("example.org/web:1.1.0", List.of("g1"), 2)
                        .judge(objects)
                        .state())
                .isEqualTo(Verdict.State.DONE);
    }

    @Test
    void deploySaysWhyNoBlockHasBegun() {
        var objects = objects(
                service(
                        2,
                        "observedGeneration: 2\nconditions:\n"
                                + condition(
                                        "Ready", "False", "PullFailed", "image example.org/web:1.1.0 cannot be had")),
                List.of(block("g1", 0, "c1 1.0.0 hash1 Serving"), block("g2", 1, "c2 1.0.0 hash1 Serving")));

        assertThat(BOTH.judge(objects).message())
                .contains("block g1 on host host-a: image example.org/web:1.1.0 cannot be had");
    }

    @Test
    void aReleaseOfTheSameVersionButAnotherImageIsNotIt() {
        var objects = objects(service(2, "observedGeneration: 2"), List.of(block("g1", 0, "c1 1.1.0 hash2 Serving")));

        assertThat(new DeployGoal("example.org/other:1.1.0", List.of("g1"), 2)
                        .judge(objects)
                        .state())
                .isEqualTo(Verdict.State.WAITING);
    }

    @Test
    void deployFailsWhenTheVersionIsQuarantined() {
        var objects = objects(
                service(2, """
                        observedGeneration: 2
                        quarantined:
                        - {releaseHash: hash2, version: 1.1.0, reason: NeverHealthy, message: "no answer", at: 2026-01-01T00:00:00Z}
                        """),
                List.of(block("g1", 0, "c1 1.0.0 hash1 Serving"), block("g2", 1, "c2 1.0.0 hash1 Serving")));

        assertThat(BOTH.judge(objects).state()).isEqualTo(Verdict.State.FAILED);
        assertThat(BOTH.judge(objects).message()).contains("NeverHealthy").contains("warpctl rollout retry web");
    }

    @Test
    void rolloutFailsWhenItIsStalledAndSucceedsWhenHeldOnPurpose() {
        var stalled = objects(
                service(
                        1,
                        "observedGeneration: 1\nconditions:\n"
                                + condition("Stalled", "True", "PullFailed", "no image")),
                List.of());
        var held = objects(
                service(1, "observedGeneration: 1\nconditions:\n" + condition("Ready", "True", "HeldAtPercent", "1/2")),
                List.of());

        assertThat(new RolloutGoal(1).judge(stalled).state()).isEqualTo(Verdict.State.FAILED);
        assertThat(new RolloutGoal(1).judge(stalled).message()).contains("PullFailed: no image");
        assertThat(new RolloutGoal(1).judge(held)).isEqualTo(Verdict.done("service \"web\" is held: 1/2"));
    }

    @Test
    void undoGoesToTheVerifiedReleaseBeforeThePresentOne() {
        var running = new ServiceObjects(
                service(1, "targetRelease: {releaseHash: hash3, revision: 3}"),
                List.of(),
                List.of(release(1, "1.0.0", true), release(2, "1.1.0", false), release(3, "1.2.0", true)));

        assertThat(UndoTarget.of(running, OptionalLong.empty()).getSpec().revision())
                .isEqualTo(1);
        assertThat(UndoTarget.of(running, OptionalLong.of(2)).getSpec().revision())
                .isEqualTo(2);
        assertThatThrownBy(() -> UndoTarget.of(running, OptionalLong.of(9)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no revision 9");
    }

    @Test
    void undoOfOneBlocksVersionGoesToThatOfTheService() {
        var service = service(1, "targetRelease: {releaseHash: hash1, revision: 1}");
        var ahead = objects(service, List.of(block("g1", 0, "c1 1.1.0 hash2 Serving", "c0 1.0.0 hash1 Warm")));

        assertThat(UndoTarget.of(ahead, OptionalLong.empty()).getSpec().revision())
                .isEqualTo(1);
    }

    @Test
    void undoOfTheFirstReleaseIsRefused() {
        var first = new ServiceObjects(
                service(1, "targetRelease: {releaseHash: hash1, revision: 1}"),
                List.of(),
                List.of(release(1, "1.0.0", true)));

        assertThatThrownBy(() -> UndoTarget.of(first, OptionalLong.empty()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no verified release before");
    }

    @Test
    void blocksArePatchedByTheirIndexAndOnlyIfNobodyElseChangedTheSpec() throws Exception {
        DeployPatch patch = DeployPatch.blocks(service(1, ""), "2.0", List.of("g2"));

        assertThat(new ObjectMapper().readTree(patch.json())).isEqualTo(new ObjectMapper().readTree("""
                                        [{"op":"test","path":"/metadata/generation","value":1},
                                         {"op":"add","path":"/spec/blocks/1/version","value":"2.0"}]
                                        """));
        assertThatThrownBy(() -> DeployPatch.blocks(service(1, ""), "2.0", List.of("g9")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has no block g9: it has g1, g2");
    }

    /** What "rollout undo" pinned would win over the version that is asked for. */
    @Test
    void deployEndsAnUndo() {
        String yaml = Serialization.asYaml(service(1, ""))
                .replace("spec:\n", "spec:\n  pinnedRelease: {revision: 1, whileTemplateHash: abc}\n");
        WarpService pinned = Serialization.unmarshal(yaml, WarpService.class);

        for (DeployPatch patch : List.of(
                DeployPatch.blocks(pinned, "1.1.0", List.of("g2")), DeployPatch.percent(pinned, "1.1.0", 100))) {
            assertThat(patch.json()).contains("{\"op\":\"remove\",\"path\":\"/spec/pinnedRelease\"}");
        }
        assertThat(DeployPatch.percent(service(1, ""), "1.1.0", 100).json()).doesNotContain("pinnedRelease");
    }

    @Test
    void aPercentageIsRoundedUpToWholeBlocks() {
        assertThat(DeployPatch.percent(service(1, ""), "2.0", 1).blocks()).containsExactly("g1");
        assertThat(DeployPatch.percent(service(1, ""), "2.0", 51).blocks()).containsExactly("g1", "g2");
        assertThat(DeployPatch.percent(service(1, ""), "2.0", 50).json())
                .contains("/spec/version")
                .contains("percent")
                .contains("50");
    }
}
