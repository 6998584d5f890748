package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.crds.WarpBlock;
import io.warpctl.crds.WarpRelease;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.plan.BlockEntry;
import io.warpctl.crds.service.QuarantineStatus;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.FakeNode;
import io.warpctl.operator.harness.Objects;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static Cluster cluster;
    private static FakeNode node;

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
        node = cluster.node("a", Map.of());
        cluster.apply(Objects.environment("local", Map.of()));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aNewVersionGoesThroughAllBlocksAndBackByOneCommand() {
        images("hello", "1.0.0", "1.1.0");
        cluster.apply(Objects.service("hello", "local", "1.0.0", "beta", "g1", "g2"));
        assertThat(cluster.awaitVersion("hello", "1.0.0").getStatus().blocks()).isEqualTo("3/3");
        cluster.edit("hello", Objects.version("1.1.0"));
        WarpService second = cluster.awaitVersion("hello", "1.1.0");
        assertThat(second.getStatus().targetRelease().name()).isEqualTo("hello-2");

        cluster.edit("hello", Objects.pin(1));
        WarpService back = cluster.awaitVersion("hello", "1.0.0");
        assertThat(back.getStatus().targetRelease().name()).isEqualTo("hello-1");
        assertThat(releases("hello"))
                .extracting(one -> one.getMetadata().getName())
                .contains("hello-1", "hello-2");
        assertThat(targets("hello"))
                .hasSize(3)
                .containsOnly(back.getStatus().targetRelease().releaseHash());

        List<WarpBlock> blocks = blocks("hello");
        assertThat(blocks)
                .extracting(one -> one.getMetadata().getName())
                .containsExactlyInAnyOrder("hello.beta", "hello.g1", "hello.g2");
        Awaitility.await("status of the blocks")
                .untilAsserted(() -> assertThat(blocks("hello")).allSatisfy(block -> {
                    assertThat(block.getStatus().target()).isEqualTo("hello-1");
                    assertThat(block.getStatus().ready()).isEqualTo("1/1");
                    assertThat(Conditions.holds(block.getStatus().conditions(), "Ready"))
                            .isTrue();
                }));
        assertThat(back.getStatus().traffic()).isNotEmpty();
    }

    @Test
    void aFaultyVersionIsTakenBackEverywhereAndNotTriedAgain() {
        images("faulty", "1.0.0", "1.2.0");
        node.faulty("1.2.0");
        cluster.apply(Objects.service("faulty", "local", "1.0.0", "beta", "g1"));
        cluster.awaitVersion("faulty", "1.0.0");
        cluster.edit("faulty", Objects.version("1.2.0"));
        Condition ready = cluster.awaitCondition("faulty", "Ready", Status.False, "VersionQuarantined");
        assertThat(ready.message()).contains("1.2.0");
        WarpService taken = cluster.service("faulty");
        assertThat(taken.getStatus().quarantined())
                .extracting(QuarantineStatus::reason)
                .containsExactly("NeverHealthy");
        assertThat(taken.getStatus().stableRelease().version()).isEqualTo("1.0.0");
        assertThat(Conditions.holds(taken.getStatus().conditions(), "Stalled")).isTrue();
        Awaitility.await("targets back")
                .untilAsserted(() -> assertThat(targets("faulty"))
                        .containsOnly(taken.getStatus().stableRelease().releaseHash()));

        long generation = cluster.plan("a").getSpec().generation();
        cluster.edit("faulty", service -> {
            service.getMetadata().getAnnotations().put("touched", "again");
            return service;
        });
        cluster.await(
                "faulty",
                "another look",
                now -> now.getMetadata().getAnnotations().containsKey("touched"));
        assertThat(targets("faulty"))
                .containsOnly(taken.getStatus().stableRelease().releaseHash());
        assertThat(cluster.plan("a").getSpec().generation()).isGreaterThanOrEqualTo(generation);

        images("faulty", "1.3.0");
        cluster.edit("faulty", Objects.version("1.3.0"));
        cluster.awaitVersion("faulty", "1.3.0");
        assertThat(node.everServed("1.2.0")).isFalse();
    }

    @Test
    void aPercentageHoldsUntilItIsRaised() {
        images("share", "1.0.0", "2.0.0");
        cluster.apply(Objects.service("share", "local", "1.0.0", "b1", "b2", "b3", "b4"));
        cluster.awaitVersion("share", "1.0.0");
        cluster.edit("share", Objects.versionAtPercent("2.0.0", 25));
        Condition held = cluster.awaitCondition("share", "Ready", Status.True, "HeldAtPercent");
        assertThat(held.message()).contains("1/4");
        assertThat(cluster.service("share").getStatus().stableRelease().version())
                .isEqualTo("1.0.0");
        cluster.edit("share", Objects.versionAtPercent("2.0.0", 100));
        cluster.awaitVersion("share", "2.0.0");
    }

    @Test
    void aDeletedServiceGoesOnceItsContainersAreGone() {
        images("gone", "1.0.0");
        cluster.apply(Objects.service("gone", "local", "1.0.0", "b1"));
        cluster.awaitVersion("gone", "1.0.0");
        cluster.people().resource(cluster.service("gone")).delete();
        Awaitility.await("the service is gone").until(() -> cluster.service("gone") == null);
        assertThat(cluster.plan("a").getStatus().blocks())
                .noneMatch(block -> block.service().equals("gone"));
        assertThat(blocks("gone")).isEmpty();
        assertThat(releases("gone")).isEmpty();
        Awaitility.await("the removal is forgotten")
                .until(() -> cluster.plan("a").getSpec().removals().isEmpty());
    }

    @Test
    void aRemovedBlockGoesAndTheOthersStay() {
        images("fewer", "1.0.0");
        cluster.apply(Objects.service("fewer", "local", "1.0.0", "b1", "b2"));
        cluster.awaitVersion("fewer", "1.0.0");
        cluster.edit("fewer", Objects.blocks(Objects.block("b1", null)));
        Awaitility.await("block b2 is gone")
                .until(() -> blocks("fewer").size() == 1
                        && cluster.plan("a").getStatus().blocks().stream()
                                .noneMatch(block -> block.service().equals("fewer")
                                        && block.block().equals("b2")));
        assertThat(targets("fewer")).hasSize(1);
    }

    @Test
    void theOperatorGoesOnAfterARestart() {
        images("restart", "1.0.0", "1.1.0");
        cluster.apply(Objects.service("restart", "local", "1.0.0", "b1", "b2", "b3"));
        cluster.awaitVersion("restart", "1.0.0");
        cluster.edit("restart", Objects.version("1.1.0"));
        cluster.await(
                "restart",
                "a first block at 1.1.0",
                now -> "1/3".equals(now.getStatus().blocks()));
        cluster.stopOperator();
        cluster.startOperator();
        cluster.awaitVersion("restart", "1.1.0");
        assertThat(releases("restart")).hasSize(2);
    }

    private static void images(String service, String... versions) {
        for (String version : versions) {
            node.image("warp.local/" + service + ":" + version, "sha256:" + service + version.replace(".", ""));
        }
    }

    private static List<WarpBlock> blocks(String service) {
        return cluster.people().resources(WarpBlock.class).inNamespace(Cluster.NAMESPACE).list().getItems().stream()
                .filter(block -> block.getSpec().service().equals(service))
                .toList();
    }

    private static List<WarpRelease> releases(String service) {
        return cluster.people().resources(WarpRelease.class).inNamespace(Cluster.NAMESPACE).list().getItems().stream()
                .filter(release -> release.getSpec().service().equals(service))
                .toList();
    }

    private static List<String> targets(String service) {
        return cluster.plan("a").getSpec().services().stream()
                .filter(entry -> entry.service().equals(service))
                .flatMap(entry -> entry.blocks().stream())
                .map(BlockEntry::target)
                .toList();
    }
}
