package io.warpctl.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.BlockReport;
import io.warpctl.core.report.ContainerReport;
import io.warpctl.core.report.HostReport;
import io.warpctl.core.report.Phase;
import io.warpctl.core.report.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPolicyTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void publishesTheFirstReportAndEveryNewMeaning() {
        assertThat(ReportPolicy.due(Optional.empty(), Instant.EPOCH, report(Phase.Serving, T, 0), T))
                .contains(T);
        assertThat(due(report(Phase.Starting, T, 0), report(Phase.Healthy, T, 0)))
                .contains(T.plusSeconds(1));
    }

    @Test
    void neverPublishesTheSameTwice() {
        assertThat(due(report(Phase.Serving, T, 1), report(Phase.Serving, T, 1)))
                .isEmpty();
    }

    @Test
    void publishesCountersNowAndThen() {
        assertThat(due(report(Phase.Serving, T, 1), report(Phase.Serving, T, 2)))
                .contains(T.plusSeconds(60));
        assertThat(due(report(Phase.Starting, T, 1), report(Phase.Starting, T, 2)))
                .contains(T.plusSeconds(10));
    }

    @Test
    void passesOverTimesThatMoveWithEveryRound() {
        assertThat(due(report(Phase.Pulling, T, 1), report(Phase.Pulling, T.plusSeconds(1), 1)))
                .contains(T.plusSeconds(10));
    }

    @Test
    void doesNotWaitForATimeThatWasBeforeTheClockWasSetBack() {
        assertThat(ReportPolicy.due(
                        Optional.of(report(Phase.Serving, T, 1)), T.plusSeconds(3600), report(Phase.Serving, T, 2), T))
                .contains(T);
    }

    private static Optional<Instant> due(HostReport last, HostReport next) {
        return ReportPolicy.due(Optional.of(last), T, next, T.plusSeconds(1));
    }

    private static HostReport report(Phase phase, Instant since, long requests) {
        ServiceRef service = new ServiceRef("ns", "demo", "hello");
        ContainerReport container = new ContainerReport("c", "r", "1", "", phase, since, "", Optional.empty());
        return new HostReport(
                1,
                List.of(new BlockReport(service.block("g1"), "r", List.of(container), Optional.empty())),
                List.of(),
                List.of(),
                List.of(new Traffic(service.block("g1"), "r", "1", requests, 0)),
                List.of(),
                List.of());
    }
}
