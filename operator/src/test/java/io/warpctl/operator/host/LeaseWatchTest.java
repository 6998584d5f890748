package io.warpctl.operator.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final LeaseWatch watch = new LeaseWatch();

    @Test
    void aLeaseHoldsFromItsRenewal() {
        assertThat(watch.until("a", renewed(NOW.minusSeconds(5), 20), NOW)).contains(NOW.plusSeconds(15));
        assertThat(watch.until("a", renewed(NOW.minusSeconds(5), 20), NOW.plusSeconds(60)))
                .contains(NOW.plusSeconds(15));
    }

    @Test
    void aHostWhoseClockIsWrongIsThereAsLongAsItRenews() {
        Instant slow = NOW.minusSeconds(3600);
        assertThat(watch.until("a", renewed(slow, 20), NOW)).contains(slow.plusSeconds(20));
        assertThat(watch.until("a", renewed(slow.plusSeconds(10), 20), NOW.plusSeconds(10)))
                .contains(NOW.plusSeconds(30));
        Instant fast = NOW.plusSeconds(3600);
        assertThat(watch.until("b", renewed(fast, 20), NOW)).contains(NOW.plusSeconds(20));
    }

    @Test
    void aLeaseThatWasNeverRenewedOrSaysNoDuration() {
        assertThat(watch.until("a", new LeaseBuilder().build(), NOW)).isEmpty();
        Lease lease = renewed(NOW, 20);
        lease.getSpec().setLeaseDurationSeconds(null);
        assertThat(watch.until("a", lease, NOW)).contains(NOW.plus(LeaseWatch.DEFAULT_DURATION));
    }

    private static Lease renewed(Instant at, int seconds) {
        return new LeaseBuilder()
                .withNewSpec()
                .withLeaseDurationSeconds(seconds)
                .withRenewTime(at.atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
