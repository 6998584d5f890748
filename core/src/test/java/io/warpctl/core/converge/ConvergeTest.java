package io.warpctl.core.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.Removal;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergeTest {
    private final Plans plans = new Plans();

    @Test
    void firstDeployIsVerifiedThroughEveryBalancerBeforeItGetsWeight() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());

        assertThat(host.block("g1").serving().orElseThrow().version()).isEqualTo("1.0.0");
        assertThat(host.weighted("eth0", "g1").orElseThrow().weight()).isEqualTo(33);
        assertThat(host.through.values())
                .allSatisfy(probes -> assertThat(probes.get("eth0").successes()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void aServingContainerSaysOnlyWhatIsWrongWithIt() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.through.clear();
        host.round();
        assertThat(host.block("g1").serving().orElseThrow().message()).isEmpty();

        host.brokenImages.add("1.0.0");
        host.round();
        host.round();
        assertThat(host.block("g1").serving().orElseThrow().message()).contains("connection refused");
    }

    @Test
    void aSwapKeepsTheOldContainerWarmAndTheReturnIsARouteChangeOnly() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint first = host.weighted("eth0", "g1").orElseThrow();

        host.plan = plans.plan("1.1.0");
        host.until(() -> host.block("g1").targetServes() && phase(host, first.id()) == Phase.Warm);
        assertThat(host.weighted("eth0", "g1").orElseThrow().version()).isEqualTo("1.1.0");

        host.history.clear();
        host.plan = plans.plan("1.0.0");
        host.until(() -> host.block("g1").targetServes());
        assertThat(host.weighted("eth0", "g1").orElseThrow().id()).isEqualTo(first.id());
        assertThat(host.history).allMatch(action -> action.startsWith("routes:"));
    }

    @Test
    void anAppliedPlanHasNoActions() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.round();
        assertThat(host.lastActions).isEmpty();
    }

    @Test
    void theWarmContainerGoesWhenItsTimeIsOver() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.size() == 2);
        host.until(() -> host.containers.size() == 1);
        assertThat(host.containers.values().iterator().next().version()).isEqualTo("1.1.0");
        host.round();
        assertThat(host.lastActions).isEmpty();
    }

    @Test
    void nothingIsStoppedWhileABalancerMayComeUpWithAnOlderTable() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.size() == 2 && host.block("g1").targetServes());
        host.runningBalancers.remove("eth0");
        host.deadBalancers.add("eth0");
        for (int second = 0; second < 60; second++) {
            host.round();
        }
        assertThat(host.history).noneMatch(action -> action.startsWith("stop:"));

        host.deadBalancers.clear();
        host.until(() -> host.containers.size() == 1);
    }

    @Test
    void requestsInFlightHoldTheOldContainerUntilTheDrainIsOver() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        String old = host.weighted("eth0", "g1").orElseThrow().id();
        host.inFlight.put(old, 2L);
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.containsKey(old) && phase(host, old) == Phase.Draining);
        assertThat(host.history).noneMatch(action -> action.equals("stop:" + old));
        host.until(() -> host.history.contains("close:eth0:" + old));
        Duration drained = Duration.between(host.memory.containers().get(old).since(), host.now);
        assertThat(drained).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        host.until(() -> phase(host, old) == Phase.Warm);
    }

    @Test
    void aReleaseThatIsNeverHealthyIsAtFaultAndTheOldOneServesOn() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.2.0");
        host.until(() -> host.block("g1").fault().isPresent());
        assertThat(host.block("g1").fault().orElseThrow().logTail())
                .as("the log at the first sight of the fault")
                .isNotEmpty();
        host.until(() -> host.containers.size() == 1);

        Fault fault = host.block("g1").fault().orElseThrow();
        assertThat(fault.kind()).isEqualTo(Fault.Kind.Release);
        assertThat(fault.reason()).isEqualTo("NeverHealthy");
        assertThat(fault.message()).contains("15 s").contains("connection refused");
        assertThat(fault.logTail()).containsExactly("cannot reach the database");
        assertThat(host.weighted("eth0", "g1").orElseThrow().version()).isEqualTo("1.0.0");
    }

    @Test
    void aReleaseAtFaultIsNotTriedAgainWhileThePlanHasAFallback() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.2.0", Optional.of("r-1.0.0"));
        host.until(() -> host.block("g1").fault().isPresent() && host.containers.size() == 1);
        host.now = host.now.plusSeconds(1000);
        host.round();
        assertThat(host.lastActions).isEmpty();
        assertThat(host.block("g1").fault()).isPresent();
    }

    @Test
    void aReleaseAtFaultIsTriedAgainWhenThereIsNothingElse() {
        FakeHost host = new FakeHost(plans.plan("1.2.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.containers.isEmpty() && host.block("g1").fault().isPresent());
        Instant failed = host.block("g1").fault().orElseThrow().at();
        host.until(() -> !host.containers.isEmpty());
        assertThat(host.now).as("everyone could see the fault").isAfterOrEqualTo(failed.plusSeconds(10));
        host.until(() -> host.containers.isEmpty() && host.block("g1").fault().isPresent());
        host.brokenImages.clear();
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void aNodeThatWasAwayBlamesNoReleaseForTheTimeItDidNotLook() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.until(() -> host.containers.size() == 2);
        host.direct.clear();
        host.now = host.now.plusSeconds(60);
        host.round();
        assertThat(host.block("g1").fault()).isEmpty();
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void aRemovalIsNotDoneWhileDockerMayStillCreateAContainerOfIt() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.memory.images().size() == 1);
        host.executes = false;
        host.until(() -> host.memory.containers().size() == 1);
        host.plan = plans.without(List.of(new Removal(Plans.HELLO, Optional.empty())));
        host.round();
        assertThat(host.block("g1").containers()).hasSize(1);
        host.now = host.now.plusSeconds(60);
        host.round();
        assertThat(host.report.blocks()).isEmpty();
    }

    @Test
    void aCandidateThatExitsIsAtFault() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.containers.size() == 1);
        host.exit(host.containers.keySet().iterator().next(), 1);
        host.until(() -> host.block("g1").fault().isPresent());
        assertThat(host.block("g1").fault().orElseThrow().reason()).isEqualTo("Exited");
    }

    @Test
    void aServingContainerThatCrashesIsStartedAgain() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        String name = host.weighted("eth0", "g1").orElseThrow().id();
        host.exit(name, 1);
        host.round();
        assertThat(host.weighted("eth0", "g1")).isEmpty();
        host.until(() -> host.block("g1").targetServes());
        assertThat(host.weighted("eth0", "g1").orElseThrow().id()).isEqualTo(name);
    }

    @Test
    void aRemovedContainerIsReplacedUnderAnotherNameAndAddress() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint lost = host.weighted("eth0", "g1").orElseThrow();
        host.containers.remove(lost.id());
        host.until(() -> host.weighted("eth0", "g1")
                .filter(endpoint -> !endpoint.id().equals(lost.id()))
                .isPresent());
        assertThat(host.weighted("eth0", "g1").orElseThrow().address()).isNotEqualTo(lost.address());
    }

    @Test
    void anUnhealthyServingContainerIsReplacedBeforeItGoes() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        String sick = host.weighted("eth0", "g1").orElseThrow().id();
        host.direct.put(sick, ProbeState.NONE.failed(host.now.minusSeconds(9), "no answer"));
        host.brokenImages.add("1.0.0");
        host.until(() -> host.containers.size() == 2);
        assertThat(host.weighted("eth0", "g1").orElseThrow().id()).isEqualTo(sick);
        host.brokenImages.clear();
        host.until(() -> host.containers.size() == 1);
        assertThat(host.containers).doesNotContainKey(sick);
        assertThat(host.weighted("eth0", "g1").orElseThrow().id()).isNotEqualTo(sick);
    }

    @Test
    void nothingHappensWhileDockerCannotBeAsked() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.dockerError = Optional.of("the daemon does not answer");
        host.plan = plans.plan("1.1.0");
        host.history.clear();
        host.round();
        assertThat(host.history).isEmpty();
        assertThat(host.report.conditions())
                .anySatisfy(condition -> assertThat(condition.message()).contains("does not answer"));
    }

    @Test
    void aServiceThePlanDropsWithoutARemovalStaysAndIsUnclaimed() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.without(List.of());
        host.round();
        host.round();
        assertThat(host.containers).hasSize(1);
        assertThat(host.weighted("eth0", "g1")).isPresent();
        assertThat(host.report.unclaimed()).hasSize(1);

        host.plan = plans.without(List.of(new Removal(Plans.HELLO, Optional.empty())));
        host.until(() -> host.containers.isEmpty());
        assertThat(host.weighted("eth0", "g1")).isEmpty();
    }

    @Test
    void losingTheMemoryCostsNoRequest() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint before = host.weighted("eth0", "g1").orElseThrow();
        host.memory = HostMemory.empty("another token");
        host.history.clear();
        host.until(() -> host.block("g1").targetServes());
        assertThat(host.weighted("eth0", "g1").orElseThrow()).isEqualTo(before);
        assertThat(host.history).allMatch(action -> action.startsWith("routes:"));
    }

    private static Phase phase(FakeHost host, String container) {
        return host.memory.containers().get(container).phase();
    }
}
