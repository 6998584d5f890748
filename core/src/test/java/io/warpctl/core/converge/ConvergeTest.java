package io.warpctl.core.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.report.Fault;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergeTest {
    private static final ServiceRef HELLO = new ServiceRef("default", "local", "hello");
    private static final Health HEALTH = new Health(HealthMode.Status, "/status", 1, 5, 15, 2, 10);

    private long generation = 0;

    @Test
    void firstDeployIsVerifiedThroughEveryBalancerBeforeItGetsWeight() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());

        assertThat(host.block("g1").serving().orElseThrow().version()).isEqualTo("1.0.0");
        assertThat(host.weighted("eth0", "g1").orElseThrow().weight()).isEqualTo(33);
        assertThat(host.through.values())
                .allSatisfy(probes -> assertThat(probes.get("eth0").successes()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void aServingContainerSaysOnlyWhatIsWrongWithIt() {
        FakeHost host = new FakeHost(plan("1.0.0"));
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
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint first = host.weighted("eth0", "g1").orElseThrow();

        host.plan = plan("1.1.0");
        host.until(() -> host.block("g1").targetServes() && phase(host, first.id()) == Phase.Warm);
        assertThat(host.weighted("eth0", "g1").orElseThrow().version()).isEqualTo("1.1.0");

        host.history.clear();
        host.plan = plan("1.0.0");
        host.until(() -> host.block("g1").targetServes());
        assertThat(host.weighted("eth0", "g1").orElseThrow().id()).isEqualTo(first.id());
        assertThat(host.history).allMatch(action -> action.startsWith("routes:"));
    }

    @Test
    void anAppliedPlanHasNoActions() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.round();
        assertThat(host.lastActions).isEmpty();
    }

    @Test
    void theWarmContainerGoesWhenItsTimeIsOver() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.1.0");
        host.until(() -> host.containers.size() == 2);
        host.until(() -> host.containers.size() == 1);
        assertThat(host.containers.values().iterator().next().version()).isEqualTo("1.1.0");
        host.round();
        assertThat(host.lastActions).isEmpty();
    }

    @Test
    void nothingIsStoppedWhileABalancerMayComeUpWithAnOlderTable() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.1.0");
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
    void aClockSetBackHoldsNothingUp() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.1.0");
        host.until(() -> host.containers.size() == 2 && host.block("g1").targetServes());
        host.plan = endedAt(host.now);
        host.now = host.now.minus(Duration.ofHours(1));
        host.until(() -> host.containers.size() == 1);
        assertThat(host.containers.values().iterator().next().version()).isEqualTo("1.1.0");
    }

    @Test
    void requestsInFlightHoldTheOldContainerUntilTheDrainIsOver() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        String old = host.weighted("eth0", "g1").orElseThrow().id();
        host.inFlight.put(old, 2L);
        host.plan = plan("1.1.0");
        host.until(() -> host.containers.containsKey(old) && phase(host, old) == Phase.Draining);
        assertThat(host.history).noneMatch(action -> action.equals("stop:" + old));
        host.until(() -> host.history.contains("close:eth0:" + old));
        Duration drained = Duration.between(host.memory.containers().get(old).since(), host.now);
        assertThat(drained).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        host.until(() -> phase(host, old) == Phase.Warm);
    }

    @Test
    void aReleaseThatIsNeverHealthyIsAtFaultAndTheOldOneServesOn() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.2.0");
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
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.brokenImages.add("1.2.0");
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.2.0", Optional.of("r-1.0.0"));
        host.until(() -> host.block("g1").fault().isPresent() && host.containers.size() == 1);
        host.now = host.now.plusSeconds(1000);
        host.round();
        assertThat(host.lastActions).isEmpty();
        assertThat(host.block("g1").fault()).isPresent();
    }

    @Test
    void aReleaseAtFaultIsTriedAgainWhenThereIsNothingElse() {
        FakeHost host = new FakeHost(plan("1.2.0"));
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
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.1.0");
        host.until(() -> host.containers.size() == 2);
        host.direct.clear();
        host.now = host.now.plusSeconds(60);
        host.round();
        assertThat(host.block("g1").fault()).isEmpty();
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void theOldContainerKeepsItsWeightWhenTheNewOneIsLostBeforeAnyBalancerHasTheTable() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        host.plan = plan("1.1.0");
        host.until(() -> host.through.size() == 2
                && host.through.values().stream()
                        .allMatch(probes -> probes.get("eth0").successes() >= 2));
        host.executes = false;
        host.until(() -> decidedWeight(host, "1.1.0"));
        host.containers.values().stream()
                .filter(container -> container.version().equals("1.1.0"))
                .map(ObservedContainer::name)
                .toList()
                .forEach(name -> host.exit(name, 1));
        host.executes = true;
        host.round();
        assertThat(host.weighted("eth0", "g1")).contains(old);
    }

    @Test
    void theOldContainerKeepsItsWeightWhenTheNewOneHangsBeforeAnyBalancerHasTheTable() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        host.brokenImages.add("1.1.0");
        host.round();
        host.tablesArrive = true;
        host.round();
        assertThat(host.weighted("eth0", "g1")).contains(old);
        host.brokenImages.clear();
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void aNodeThatWasAwayGivesNoWeightToWhatItHasNotAskedSince() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        host.direct.clear();
        host.through.clear();
        host.tablesArrive = true;
        host.round();
        assertThat(host.weighted("eth0", "g1")).contains(old);
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void theOldContainerGetsItsWeightBackWhenTheNewOneHangsBeforeEveryBalancerHasTheTable() {
        FakeHost host = new FakeHost(withAnotherInterface(plan("1.0.0")));
        host.until(() -> host.block("g1").targetServes());
        Endpoint old = host.weighted("eth1", "g1").orElseThrow();
        host.plan = withAnotherInterface(plan("1.1.0"));
        host.until(() -> host.through.size() == 2
                && host.through.values().stream()
                        .allMatch(probes -> probes.get("eth1").successes() >= 2));
        host.slowBalancers.add("eth1");
        host.until(() -> host.weighted("eth0", "g1")
                .filter(endpoint -> endpoint.version().equals("1.1.0"))
                .isPresent());
        host.brokenImages.add("1.1.0");
        host.round();
        host.slowBalancers.clear();
        host.round();
        assertThat(host.weighted("eth0", "g1")).contains(old);
        assertThat(host.weighted("eth1", "g1")).contains(old);
    }

    @Test
    void whatGotItsWeightLateKeepsItWhenTheOneItWasTakenBackForIsLost() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        RouteTable late = host.memory.tables().orElseThrow().tableFor("eth0");
        host.plan = plan("1.0.0");
        host.until(() -> decidedWeight(host, "1.0.0"));
        host.containers.remove(old.id());
        host.round();
        host.tables.put("eth0", late);
        host.tablesArrive = true;
        host.round();
        assertThat(host.weighted("eth0", "g1").map(Endpoint::version)).contains("1.1.0");
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void whatHadLeftAndGetsItsWeightLateKeepsItWhenNothingElseServes() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        RouteTable late = host.memory.tables().orElseThrow().tableFor("eth0");
        host.plan = plan("1.0.0");
        host.tablesArrive = true;
        host.until(() -> host.block("g1").containers().stream()
                .anyMatch(container -> container.version().equals("1.1.0") && container.phase() == Phase.Warm));
        host.containers.remove(old.id());
        host.tables.put("eth0", late);
        host.round();
        assertThat(host.weighted("eth0", "g1").map(Endpoint::version)).contains("1.1.0");
        host.until(() -> host.block("g1").targetServes());
    }

    private HostPlan withAnotherInterface(HostPlan plan) {
        InterfacePlan first = plan.interfaces().get(0);
        InterfacePlan other = new InterfacePlan(
                "eth1", List.of("198.51.100.1"), Optional.empty(), Optional.empty(), first.listeners());
        return new HostPlan(
                plan.clusterUid(),
                plan.generation(),
                plan.leaderEpoch(),
                plan.servicesNetwork(),
                plan.releases(),
                plan.services(),
                List.of(first, other),
                plan.resolve(),
                plan.removals());
    }

    @Test
    void weightOnItsWayIsNotTakenBackForAContainerThatHangs() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        host.brokenImages.add("1.0.0");
        host.round();
        host.plan = plan("1.0.0");
        host.round();
        host.round();
        assertThat(decidedWeight(host, "1.1.0")).isTrue();
        host.brokenImages.clear();
        host.until(() -> decidedWeight(host, "1.0.0"));
    }

    @Test
    void whatServedLastHasTheWeightInTheTableABalancerStartsWith() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        host.runningBalancers.clear();
        host.containers.keySet().stream()
                .filter(name -> !host.weighted("eth0", "g1").orElseThrow().id().equals(name))
                .toList()
                .forEach(name -> host.exit(name, 1));
        host.round();
        assertThat(host.runningBalancers).contains("eth0");
        assertThat(host.weighted("eth0", "g1").map(Endpoint::version)).contains("1.0.0");
    }

    @Test
    void weightThatMayHaveArrivedStaysWhereItIsWhenABalancerStarts() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        host.runningBalancers.clear();
        host.direct.clear();
        host.round();
        assertThat(host.runningBalancers).contains("eth0");
        assertThat(host.weighted("eth0", "g1").map(Endpoint::version)).contains("1.1.0");
    }

    @Test
    void weightOnItsWayIsNotTakenBackWithoutACause() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        host.through.clear();
        for (int second = 0; second < 5; second++) {
            host.round();
            assertThat(decidedWeight(host, "1.1.0")).isTrue();
        }
    }

    /** A host whose block has its weight moved to the version by a table that no balancer has yet. */
    private FakeHost withWeightOnItsWayTo(String version) {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan(version);
        host.until(() -> host.through.size() == 2
                && host.through.values().stream()
                        .allMatch(probes -> probes.get("eth0").successes() >= 2));
        host.tablesArrive = false;
        host.until(() -> decidedWeight(host, version));
        return host;
    }

    @Test
    void whatATableOnItsWayNamesIsNotStopped() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plan("1.1.0");
        host.tablesArrive = false;
        host.until(() -> host.memory.tables().orElseThrow().services().stream()
                .anyMatch(service -> service.endpoints().size() == 2));
        host.plan = plan("1.0.0");
        host.round();
        host.round();
        assertThat(host.history).noneMatch(action -> action.startsWith("stop:"));
        host.tablesArrive = true;
        host.until(() -> host.containers.size() == 1);
    }

    @Test
    void aContainerThatMayGetRequestsFromSomeBalancerIsDrained() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.through.size() == 1);
        host.executes = false;
        host.until(() -> decidedWeight(host, "1.0.0"));
        assertThat(host.memory.containers().values())
                .as("its weight is on the way to the balancers")
                .singleElement()
                .satisfies(memory -> assertThat(memory.served()).isTrue());
    }

    @Test
    void aRemovalIsNotDoneWhileDockerMayStillCreateAContainerOfIt() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.memory.images().size() == 1);
        host.executes = false;
        host.until(() -> host.memory.containers().size() == 1);
        host.plan = without(List.of(new Removal(HELLO, Optional.empty())));
        host.round();
        assertThat(host.block("g1").containers()).hasSize(1);
        host.now = host.now.plusSeconds(60);
        host.round();
        assertThat(host.report.blocks()).isEmpty();
    }

    /** Whether the newest table gives weight to the version, wherever it has arrived. */
    private static boolean decidedWeight(FakeHost host, String version) {
        return host.memory.tables().orElseThrow().services().stream()
                .flatMap(service -> service.endpoints().stream())
                .anyMatch(endpoint -> endpoint.version().equals(version) && endpoint.weight() > 0);
    }

    @Test
    void aCandidateThatExitsIsAtFault() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.containers.size() == 1);
        host.exit(host.containers.keySet().iterator().next(), 1);
        host.until(() -> host.block("g1").fault().isPresent());
        assertThat(host.block("g1").fault().orElseThrow().reason()).isEqualTo("Exited");
    }

    @Test
    void aServingContainerThatCrashesIsStartedAgain() {
        FakeHost host = new FakeHost(plan("1.0.0"));
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
        FakeHost host = new FakeHost(plan("1.0.0"));
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
        FakeHost host = new FakeHost(plan("1.0.0"));
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
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.dockerError = Optional.of("the daemon does not answer");
        host.plan = plan("1.1.0");
        host.history.clear();
        host.round();
        assertThat(host.history).isEmpty();
        assertThat(host.report.conditions())
                .anySatisfy(condition -> assertThat(condition.message()).contains("does not answer"));
    }

    @Test
    void aServiceThePlanDropsWithoutARemovalStaysAndIsUnclaimed() {
        FakeHost host = new FakeHost(plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = without(List.of());
        host.round();
        host.round();
        assertThat(host.containers).hasSize(1);
        assertThat(host.weighted("eth0", "g1")).isPresent();
        assertThat(host.report.unclaimed()).hasSize(1);

        host.plan = without(List.of(new Removal(HELLO, Optional.empty())));
        host.until(() -> host.containers.isEmpty());
        assertThat(host.weighted("eth0", "g1")).isEmpty();
    }

    @Test
    void losingTheMemoryCostsNoRequest() {
        FakeHost host = new FakeHost(plan("1.0.0"));
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

    private HostPlan endedAt(Instant rolloutEnd) {
        HostPlan plan = plan("1.1.0");
        ServicePlan service = plan.services().get(0);
        ServicePlan ended = new ServicePlan(
                service.ref(),
                service.hosts(),
                service.hiddenPrefixes(),
                service.health(),
                service.timing(),
                false,
                Optional.of(rolloutEnd),
                service.blocks());
        return host(plan.releases(), List.of(ended), List.of());
    }

    private HostPlan plan(String version) {
        return plan(version, Optional.empty());
    }

    private HostPlan plan(String version, Optional<String> fallback) {
        Map<String, ReleaseTemplate> releases = new HashMap<>();
        for (String each : List.of("1.0.0", "1.1.0", "1.2.0")) {
            releases.put("r-" + each, release(each));
        }
        ServicePlan service = new ServicePlan(
                HELLO,
                List.of("local-hello.example.com"),
                List.of(),
                HEALTH,
                new Timing(20, 5, 30),
                false,
                Optional.empty(),
                List.of(new BlockPlan("g1", 33, "r-" + version, fallback)));
        return host(releases, List.of(service), List.of());
    }

    private HostPlan without(List<Removal> removals) {
        return host(Map.of(), List.of(), removals);
    }

    private HostPlan host(Map<String, ReleaseTemplate> releases, List<ServicePlan> services, List<Removal> removals) {
        return new HostPlan(
                "cluster",
                ++generation,
                1,
                null,
                releases,
                services,
                List.of(new InterfacePlan(
                        "eth0", List.of(), Optional.empty(), Optional.empty(), List.of(new ListenerPlan("http", 80)))),
                List.of(),
                removals);
    }

    private static ReleaseTemplate release(String version) {
        return new ReleaseTemplate(
                "hello:" + version,
                Optional.empty(),
                version,
                "",
                List.of(),
                Map.of(),
                List.of(new Port("http", 8080, Port.Protocol.HTTP)),
                List.of(),
                "",
                0,
                0);
    }
}
