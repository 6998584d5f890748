package io.warpctl.node.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.BlockPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamplePlanTest {
    @Test
    void theExampleIsAPlan() throws Exception {
        PlanOffer offer =
                PlanFileParser.parse("plan.yaml", Files.readAllBytes(Path.of("..", "examples", "plan", "plan.yaml")));
        assertThat(offer.plan().services().get(0).blocks())
                .containsExactly(
                        new BlockPlan("beta", 1, "hello-1.1.0", Optional.of("hello-1.0.0")),
                        new BlockPlan("g1", 9, "hello-1.0.0", Optional.empty()));
    }
}
