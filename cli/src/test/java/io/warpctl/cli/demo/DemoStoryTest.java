package io.warpctl.cli.demo;

import static io.warpctl.cli.testing.Services.block;
import static io.warpctl.cli.testing.Services.objects;
import static io.warpctl.cli.testing.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.cli.demo.step.Step;
import io.warpctl.load.LoadSnapshot;
import io.warpctl.load.PhaseReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DemoStoryTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void thePhasesAreTheDocumentedOnes() {
        assertThat(Story.steps().stream().map(Step::phase))
                .containsExactly(
                        "deploy-1.0.0",
                        "rollout-1.1.0",
                        "rollback-1.0.0",
                        "rollout-1.1.0-again",
                        "reject-1.2.0",
                        "repair");
    }

    @Test
    void aSwitchIsSeenWhenAnotherContainerServes() {
        var before =
                objects(service(1, ""), List.of(block("g1", 0, "old 1.0.0 hash1 Serving", "new 1.1.0 hash2 Verified")));
        var after =
                objects(service(1, ""), List.of(block("g1", 0, "new 1.1.0 hash2 Serving", "old 1.0.0 hash1 Draining")));

        assertThat(Changes.switches(before, after))
                .containsExactly(new Switch("g1", "old", "new", AT, "", OptionalLong.empty()));
        assertThat(Changes.switches(after, after)).isEmpty();
        assertThat(Changes.lines(before, after))
                .containsExactly("block g1    1.1.0  Serving  (new)", "block g1    1.0.0  Draining  (old)");
    }

    @Test
    void theFirstServingContainerIsNoSwitch() {
        var before = objects(service(1, ""), List.of(block("g1", 0)));
        var after = objects(service(1, ""), List.of(block("g1", 0, "new 1.1.0 hash2 Serving")));

        assertThat(Changes.switches(before, after)).isEmpty();
    }

    @Test
    void latenessCountsFromTheAcknowledgement() {
        long acknowledged = AT.toEpochMilli();

        assertThat(switched(acknowledged - 5).lateMillis()).isZero();
        assertThat(switched(acknowledged + 7).lateMillis()).isEqualTo(7);
    }

    @Test
    void aVersionThatShouldNotHaveAnsweredIsNamed() {
        var phases = List.of(phase("reject-1.2.0", Map.of("1.1.0", 10L, "1.2.0", 1L)));

        assertThat(Expectations.missing(phases, twelve()))
                .singleElement()
                .asString()
                .contains("1.1.0, 1.2.0 did");
        assertThat(Expectations.missing(List.of(phase("repair", Map.of("1.1.0", 10L))), twelve()))
                .isEmpty();
    }

    @Test
    void aMissingSwitchIsNamed() {
        assertThat(Expectations.missing(List.of(), twelve().subList(0, 11)))
                .containsExactly("12 switches of a block: 11 were");
    }

    @Test
    void theLiveViewShowsLoadAndTree() {
        var objects = objects(service(1, ""), List.of(block("g1", 0, "c1 1.0.0 hash1 Serving")));
        var load = new LoadSnapshot("repair", 500, 2, 0, Map.of("1.0.0", 500));

        List<String> lines = LiveView.render(Optional.of(load), Optional.of(objects), AT, AT.plusSeconds(3), false);

        assertThat(lines.get(1)).isEqualTo("repair  3 s  500 requests  2 failed");
        assertThat(lines.get(2)).contains("░".repeat(40)).contains("1.0.0 100.0%");
        assertThat(lines).anyMatch(line -> line.contains("□ c1"));
    }

    @Test
    void cleanUpGoesBackwardsOnceAndOnThroughFailures() {
        List<String> done = new ArrayList<>();
        Cleanup cleanup = new Cleanup();
        cleanup.add("first", () -> done.add("first"));
        cleanup.add("broken", () -> {
            throw new IllegalStateException("no");
        });
        cleanup.add("last", () -> done.add("last"));

        assertThat(cleanup.run()).containsExactly("broken: no");
        cleanup.run();

        assertThat(done).containsExactly("last", "first");
    }

    @Test
    void aBusyMachineIsNamed() {
        assertThat(Busyness.warning(3.9, 2)).isEmpty();
        assertThat(Busyness.warning(14.2, 2))
                .hasValueSatisfying(text -> assertThat(text).contains("load 14 on 2 processors"));
        assertThat(Busyness.warning(-1, 2)).isEmpty();
    }

    @Test
    void manifestsAreComplete() {
        Manifests manifests = new Manifests(18080, "net0", "10.0.0.0/24");

        assertThat(manifests.environment()).contains("port: 18080", "name: net0", "subnet: 10.0.0.0/24");
        assertThat(manifests.environment() + manifests.service("1.1.0")).doesNotContain("${");
    }

    private static Switch switched(long lastSelected) {
        return new Switch("g1", "old", "new", AT, "id", OptionalLong.of(lastSelected));
    }

    private static List<Switch> twelve() {
        return Collections.nCopies(12, switched(0));
    }

    private static PhaseReport phase(String name, Map<String, Long> versions) {
        return new PhaseReport(name, AT, 1, 11, 0, Map.of(), List.of(), 1, 1, versions);
    }
}
