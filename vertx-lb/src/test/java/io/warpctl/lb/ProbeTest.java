package io.warpctl.lb;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.route.BalancerStats;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.EndpointStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final String TOKEN_HEADER = Endpoint.PROBE_TOKEN_HEADER + ": " + TestTable.TOKEN;

    private BalancerFixture lb;
    private TestBackend serving;
    private TestBackend candidate;

    @BeforeEach
    void start() {
        lb = BalancerFixture.start();
        serving = lb.backend("serving");
        candidate = lb.backend("candidate");
        lb.route(TestTable.endpoint(serving, 1), TestTable.endpoint(candidate, 0));
    }

    @AfterEach
    void stop() throws Exception {
        lb.close();
    }

    @Test
    void aProbeReachesExactlyItsEndpointAndIsCountedApart() throws Exception {
        Raw.Answer probed = lb.get("/headers", "Host: candidate.probe.warp.internal", TOKEN_HEADER);
        assertThat(probed.header("Backend")).isEqualTo("candidate");
        assertThat(probed.body()).doesNotContain(TestTable.TOKEN);
        EndpointStats stats = lb.control.stats("candidate");
        assertThat(stats.probes()).isEqualTo(1);
        assertThat(stats.selected()).isZero();
        assertThat(stats.requests()).isZero();
        assertThat(stats.lastSelectedMillis()).isZero();
    }

    @Test
    void withoutTheTokenThereIsNothing() throws Exception {
        String wrong = Endpoint.PROBE_TOKEN_HEADER + ": " + TestTable.TOKEN.replace('0', '1');
        assertThat(lb.get("/", "Host: candidate.probe.warp.internal").status()).isEqualTo(404);
        assertThat(lb.get("/", "Host: candidate.probe.warp.internal", wrong).status())
                .isEqualTo(404);
        assertThat(candidate.executions.get()).isZero();
        BalancerStats stats = lb.control.stats();
        assertThat(stats.unrouted()).isEqualTo(2);
    }

    @Test
    void theTokenIsNeverPassedOn() throws Exception {
        assertThat(lb.get("/headers", TOKEN_HEADER).body()).doesNotContain(TestTable.TOKEN);
    }

    @Test
    void aFailingProbeIsNotRepeatedAndEjectsNobody() throws Exception {
        FailingBackend failing = lb.keep(new FailingBackend(""));
        lb.route(TestTable.endpoint(serving, 1), TestTable.endpoint("failing", failing.port(), 1));
        for (int i = 1; i <= 5; i++) {
            assertThat(lb.get("/", "Host: failing.probe.warp.internal", TOKEN_HEADER)
                            .status())
                    .isEqualTo(502);
            assertThat(failing.executions.get()).isEqualTo(i);
        }
        assertThat(lb.control.stats("failing").failures()).isZero();
        // Not ejected: its turn comes, and the request is repeated elsewhere.
        for (int i = 0; i < 4; i++) {
            assertThat(lb.get("/").body()).isEqualTo("serving");
        }
        assertThat(lb.control.stats("failing").selected()).isPositive();
    }
}
