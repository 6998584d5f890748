package io.warpctl.core.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host's clock that is set back by an hour holds nothing up for that hour. */
class ClockSetBackTest {
    private final Plans plans = new Plans();

    @Test
    void whatIsWarmLeaves() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.size() == 2 && host.block("g1").targetServes());
        host.plan = plans.endedAt(host.now);
        host.now = host.now.minus(Duration.ofHours(1));
        host.until(() -> host.containers.size() == 1);
        assertThat(host.containers.values().iterator().next().version()).isEqualTo("1.1.0");
    }

    @Test
    void anImageThatCouldNotBeHadIsAskedForAgain() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        String key = new Action.EnsureImage("hello:1.0.0", "", "").key();
        host.failures.put(key, new ActionFailure(Fault.Kind.Host, "PullFailed", "500", 1, host.now));
        setBack(host);
        host.round();
        assertThat(host.lastActions).extracting(Action::key).contains(key);
    }

    @Test
    void whatIsNeverHealthyIsAtFault() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.brokenImages.add("1.1.0");
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.size() == 2);
        setBack(host);
        host.round();
        assertThat(host.block("g1").fault()).as("it has only begun").isEmpty();
        host.until(() -> host.block("g1").fault().isPresent());
    }

    @Test
    void whatIsHealthyServes() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.direct.values().stream()
                .anyMatch(probe -> probe.healthySince().isPresent()));
        setBack(host);
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void whatIsUnhealthyIsReplaced() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.brokenImages.add("1.0.0");
        host.until(() -> host.direct.values().stream()
                .anyMatch(probe -> probe.failingSince().isPresent()));
        setBack(host);
        host.until(() -> host.containers.size() == 2);
    }

    @Test
    void whatIsAtFaultIsTriedAgainWhenThereIsNothingElse() {
        FakeHost host = new FakeHost(plans.plan("1.2.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.containers.isEmpty() && host.block("g1").fault().isPresent());
        setBack(host);
        host.until(() -> !host.containers.isEmpty());
    }

    private static void setBack(FakeHost host) {
        host.now = host.now.minus(Duration.ofHours(1));
    }
}
