package io.warpctl.core.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Endpoint;
import io.warpctl.core.route.RouteTable;
import org.junit.jupiter.api.Test;

/** What holds while a table was decided and some balancer does not have it yet, or got it late. */
class TablesOnTheirWayTest {
    private final Plans plans = new Plans();

    @Test
    void theOldContainerKeepsItsWeightWhenTheNewOneIsLostBeforeAnyBalancerHasTheTable() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        Endpoint old = host.weighted("eth0", "g1").orElseThrow();
        host.plan = plans.plan("1.1.0");
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
        FakeHost host = new FakeHost(plans.withAnotherInterface(plans.plan("1.0.0")));
        host.until(() -> host.block("g1").targetServes());
        Endpoint old = host.weighted("eth1", "g1").orElseThrow();
        host.plan = plans.withAnotherInterface(plans.plan("1.1.0"));
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
        host.plan = plans.plan("1.0.0");
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
        host.plan = plans.plan("1.0.0");
        host.tablesArrive = true;
        host.until(() -> host.block("g1").containers().stream()
                .anyMatch(container -> container.version().equals("1.1.0") && container.phase() == Phase.Warm));
        host.containers.remove(old.id());
        host.tables.put("eth0", late);
        host.round();
        assertThat(host.weighted("eth0", "g1").map(Endpoint::version)).contains("1.1.0");
        host.until(() -> host.block("g1").targetServes());
    }

    @Test
    void weightOnItsWayIsNotTakenBackForAContainerThatHangs() {
        FakeHost host = withWeightOnItsWayTo("1.1.0");
        host.brokenImages.add("1.0.0");
        host.round();
        host.plan = plans.plan("1.0.0");
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
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan(version);
        host.until(() -> host.through.size() == 2
                && host.through.values().stream()
                        .allMatch(probes -> probes.get("eth0").successes() >= 2));
        host.tablesArrive = false;
        host.until(() -> decidedWeight(host, version));
        return host;
    }

    @Test
    void whatATableOnItsWayNamesIsNotStopped() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.block("g1").targetServes());
        host.plan = plans.plan("1.1.0");
        host.tablesArrive = false;
        host.until(() -> host.memory.tables().orElseThrow().services().stream()
                .anyMatch(service -> service.endpoints().size() == 2));
        host.plan = plans.plan("1.0.0");
        host.round();
        host.round();
        assertThat(host.history).noneMatch(action -> action.startsWith("stop:"));
        host.tablesArrive = true;
        host.until(() -> host.containers.size() == 1);
    }

    @Test
    void aContainerThatMayGetRequestsFromSomeBalancerIsDrained() {
        FakeHost host = new FakeHost(plans.plan("1.0.0"));
        host.until(() -> host.through.size() == 1);
        host.executes = false;
        host.until(() -> decidedWeight(host, "1.0.0"));
        assertThat(host.memory.containers().values())
                .as("its weight is on the way to the balancers")
                .singleElement()
                .satisfies(memory -> assertThat(memory.served()).isTrue());
    }

    /** Whether the newest table gives weight to the version, wherever it has arrived. */
    private static boolean decidedWeight(FakeHost host, String version) {
        return host.memory.tables().orElseThrow().services().stream()
                .flatMap(service -> service.endpoints().stream())
                .anyMatch(endpoint -> endpoint.version().equals(version) && endpoint.weight() > 0);
    }
}
