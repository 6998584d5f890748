package io.warpctl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.crds.service.DecisionStatus;
import io.warpctl.operator.OperatorOptions.Election;
import io.warpctl.operator.harness.Cluster;
import io.warpctl.operator.harness.Objects;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ElectionTest {
    @Test
    void theNextLeaderDecidesInAHigherEpoch() {
        try (Cluster cluster = Cluster.start()) {
            cluster.stopOperator();
            cluster.node("a", Map.of())
                    .image("warp.local/hello:1.0.0", "sha256:10")
                    .image("warp.local/hello:1.1.0", "sha256:11");
            cluster.apply(Objects.environment("local", Map.of()));
            cluster.apply(Objects.service("hello", "local", "1.0.0", "b1"));
            try (Operator first = Operator.start(options(cluster, "one"))) {
                cluster.awaitVersion("hello", "1.0.0");
                assertThat(epochs(cluster)).isEqualTo(Optional.of(1L));
                assertThat(first.healthy()).isTrue();
            }
            try (Operator second = Operator.start(options(cluster, "two"))) {
                Awaitility.await("the next epoch").until(() -> epochs(cluster).equals(Optional.of(2L)));
                Awaitility.await("plan of the next epoch")
                        .until(() -> cluster.plan("a").getSpec().leaderEpoch() == 2);
                cluster.edit("hello", Objects.version("1.1.0"));
                cluster.awaitVersion("hello", "1.1.0");
                assertThat(second.stopped()).isNotDone();
            }
        }
    }

    /** An operator without election acts in epoch 1, as one would that was paused while another took over. */
    @Test
    void aDeposedOperatorChangesNothing() {
        try (Cluster cluster = Cluster.start()) {
            cluster.stopOperator();
            cluster.node("a", Map.of())
                    .image("warp.local/hello:1.0.0", "sha256:10")
                    .image("warp.local/hello:1.1.0", "sha256:11");
            cluster.apply(Objects.environment("local", Map.of()));
            cluster.apply(Objects.service("hello", "local", "1.0.0", "b1"));
            for (String identity : new String[] {"one", "two"}) {
                try (Operator leader = Operator.start(options(cluster, identity))) {
                    long epoch = identity.equals("one") ? 1 : 2;
                    Awaitility.await("epoch")
                            .until(() -> epochs(cluster).equals(Optional.of(epoch))
                                    && cluster.plan("a").getSpec().leaderEpoch() == epoch);
                    cluster.awaitVersion("hello", "1.0.0");
                    assertThat(leader.healthy()).isTrue();
                }
            }
            cluster.pauseNodes();
            cluster.startOperator();
            cluster.edit("hello", Objects.version("1.1.0"));
            cluster.apply(Objects.service("other", "nowhere", "1.0.0", "b1"));
            cluster.await("other", "a look", found -> found.getStatus().observedGeneration() > 0);
            assertThat(cluster.service("hello").getStatus().targetRelease().version())
                    .isEqualTo("1.0.0");
            assertThat(cluster.plan("a").getSpec().leaderEpoch()).isEqualTo(2);
        }
    }

    private static OperatorOptions options(Cluster cluster, String identity) {
        return OperatorOptions.of(cluster.config()).withElection(new Election(Cluster.NAMESPACE, identity));
    }

    private static Optional<Long> epochs(Cluster cluster) {
        return Optional.ofNullable(cluster.service("hello"))
                .map(service -> service.getStatus())
                .map(status -> status.decision())
                .map(DecisionStatus::leaderEpoch);
    }
}
