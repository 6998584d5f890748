package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.crds.WarpService;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.FakeNode;
import io.warpctl.operator.harness.Objects;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void anApplyBecomesPlansAndThenReady() {
        try (Cluster cluster = Cluster.start()) {
            FakeNode node = cluster.node("a", Map.of());
            node.image("warp.local/hello:1.0.0", "sha256:10").image("warp.local/hello:1.1.0", "sha256:11");
            cluster.apply(Objects.environment("local", Map.of()));
            cluster.apply(Objects.service("hello", "local", "1.0.0", "beta", "g1", "g2"));
            WarpService service = cluster.awaitVersion("hello", "1.0.0");
            assertThat(service.getStatus().blocks()).isEqualTo("3/3");

            cluster.edit("hello", Objects.version("1.1.0"));
            cluster.awaitVersion("hello", "1.1.0");
            assertThat(node.everServed("1.1.0")).isTrue();
        }
    }
}
