package io.warpctl.e2e.twohosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.warpctl.e2e.rig.Cleanliness;
import io.warpctl.e2e.rig.Fetch;
import io.warpctl.e2e.rig.Folders;
import io.warpctl.e2e.rig.Marker;
import io.warpctl.e2e.rig.NamespacedHost;
import io.warpctl.e2e.rig.NamespacedHosts;
import io.warpctl.e2e.rig.RemoteLoad;
import io.warpctl.load.LoadPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two hosts with two interfaces each: a service rolled out on both under load against all four addresses, one host cut off from
 * the control plane in the middle. Hosts and clients drop every packet that comes in by another interface than its answer would
 * leave by.
 */
class TwoHostsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final NamespacedHosts hosts = NamespacedHosts.start(Path.of("target", "twohosts"), 2);
    private final Path folder = Folders.temporary("warp-two");
    private List<Cleanliness> clean;
    private TwoHosts two;

    @BeforeEach
    void start() {
        hosts.hosts().forEach(host -> Routing.beStrict(host.namespace()));
        Routing.beStrict(hosts.client());
        Ipv6.enable(hosts);
        TwoHosts.connect(hosts);
        clean = hosts.hosts().stream().map(Cleanliness::of).toList();
        TwoHosts.loadImages(hosts);
        two = TwoHosts.start(hosts, folder);
        two.apply();
        two.startNode(0);
        two.startNode(1);
        two.awaitReady(TwoHosts.FIRST);
    }

    @AfterEach
    void stop() {
        Marker.thisRun().killAll();
        hosts.close();
        if (two != null) {
            two.close();
        }
        Folders.delete(folder);
    }

    @Test
    void everyInterfaceAnswersWhereItIsAskedWhateverHappensToTheControlPlane() {
        for (int host = 0; host < 2; host++) {
            assertRouting(host);
        }
        assertClientsAreSeen();
        routingIsRepaired();
        routingIsRepairedByANodeThatStarts();
        rollOutUnderLoad();
        aServiceReachesAnotherByItsName();
        aLeavingInterfaceEndsWhatItHasOpen();

        two.removeAll();
        two.leave();
        clean.forEach(Cleanliness::assertNothingChanged);
    }

    private void assertRouting(int host) {
        Routing routing = new Routing(hosts.host(host));
        List<String> subnets = List.of("192.0.2", "198.51.100");
        for (int i = 0; i < 2; i++) {
            String address = hosts.host(host).addresses().get(i);
            int table = two.table(host, "eth" + i);
            assertThat(routing.rules(table))
                    .containsExactly("20000: from " + address + " lookup " + table + " proto 87");
            assertThat(routing.routes(table))
                    .anyMatch(("default via " + subnets.get(i) + ".1 dev eth" + i + " proto 87 onlink")::equals)
                    .anyMatch((subnets.get(i) + ".0/24 dev eth" + i + " proto 87 scope link src " + address)::equals)
                    .anyMatch("172.29.65.0/24 dev services proto 87 scope link"::equals)
                    .hasSize(3);
            assertRoutingV6(routing, host, i, table);
        }
    }

    private void assertRoutingV6(Routing routing, int host, int i, int table) {
        String address = Ipv6.address(host, i);
        assertThat(routing.rulesV6(table)).containsExactly("20000: from " + address + " lookup " + table + " proto 87");
        assertThat(routing.routesV6(table))
                .anyMatch(route -> route.startsWith("default via " + Ipv6.subnet(i) + "1 dev eth" + i + " proto 87"))
                .anyMatch(route -> route.startsWith(Ipv6.subnet(i) + "/64 dev eth" + i + " proto 87"))
                .hasSize(2);
        assertThat(routing.wayOut(Ipv6.CLIENT_ADDRESS, address)).contains(" dev eth" + i + " ");
    }

    private void assertClientsAreSeen() {
        for (int host = 0; host < 2; host++) {
            for (String address : hosts.host(host).addresses()) {
                assertThat(ask(address))
                        .contains(
                                "\"client\":\"" + NamespacedHosts.CLIENT_ADDRESS + "\"", "\"host\":\"h" + host + "\"");
            }
            for (int i = 0; i < 2; i++) {
                // As the service was told, in whichever of its spellings.
                assertThat(ask("[" + Ipv6.address(host, i) + "]"))
                        .containsPattern("\"client\":\"2001:db8:f:(0:0:0:0)?:1\"")
                        .contains("\"host\":\"h" + host + "\"");
            }
        }
    }

    /** Over the services bridge, also while one of the balancers there is replaced. */
    private void aServiceReachesAnotherByItsName() {
        two.addCaller();
        for (int host = 0; host < 2; host++) {
            String address = hosts.host(host).addresses().get(0);
            assertThat(fetch(address, "/peer", TwoHosts.CALLER_HOST_NAME))
                    .contains("\"service\":\"hello\"", "\"host\":\"h" + host + "\"");
        }
        ProcessHandle killed = two.balancer(0, "eth1").orElseThrow();
        killed.destroyForcibly();
        String other = hosts.host(0).addresses().get(0);
        for (int i = 0; i < 3; i++) {
            assertThat(fetch(other, "/peer", TwoHosts.CALLER_HOST_NAME)).contains("\"service\":\"hello\"");
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask(hosts.host(0).addresses().get(1)).contains("\"host\":\"h0\""));
    }

    /** While a balancer that is not wanted any more answers its last clients, the answers find their way. */
    private void aLeavingInterfaceEndsWhatItHasOpen() {
        String address = hosts.host(1).addresses().get(1);
        Routing routing = new Routing(hosts.host(1));
        int table = two.table(1, "eth1");
        CompletableFuture<String> stream =
                CompletableFuture.supplyAsync(() -> fetch(address, "/slow?seconds=8", TwoHosts.HOST_NAME));
        await().atMost(PATIENCE)
                .until(() -> !hosts.client()
                        .run("ss", "-Htn", "state", "established", "dst", address)
                        .isBlank());
        two.keepInterfaces(1, List.of("eth0"));
        await().atMost(PATIENCE).until(() -> {
            boolean ruled = !routing.rules(table).isEmpty();
            boolean serving = two.balancer(1, "eth1").isPresent();
            assertThat(ruled || !serving).as("a balancer has no rules left").isTrue();
            return !serving;
        });
        assertThat(stream.join().lines()).hasSize(80);
        await().atMost(PATIENCE)
                .until(() -> routing.rules(table).isEmpty()
                        && routing.rulesV6(table).isEmpty()
                        && routing.routes(table).isEmpty());

        two.keepInterfaces(1, List.of("eth0", "eth1"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ask(address).contains("\"host\":\"h1\""));
        assertRouting(1);
    }

    private void routingIsRepaired() {
        Routing routing = new Routing(hosts.host(0));
        List<String> before = routing.ours();
        routing.removeRule(two.table(0, "eth1"));
        routing.flush(two.table(0, "eth0"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(routing.ours()).containsExactlyInAnyOrderElementsOf(before));
    }

    /** Shows, too, that without its rule an interface is not heard here. */
    private void routingIsRepairedByANodeThatStarts() {
        NamespacedHost host = hosts.host(1);
        String address = host.addresses().get(1);
        two.killNode(1);
        new Routing(host).removeRule(two.table(1, "eth1"));
        long strays = Routing.strays(host.namespace());
        assertThatThrownBy(() -> ask(address)).isInstanceOf(IllegalStateException.class);
        assertThat(Routing.strays(host.namespace())).isGreaterThan(strays);

        two.startNode(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertRouting(1));
        assertThat(ask(address)).contains("\"host\":\"h1\"");
    }

    private void rollOutUnderLoad() {
        List<Long> strays = strays();
        LoadPlan plan = new LoadPlan(200, 64, TwoHosts.HOST_NAME, hosts.addresses(TwoHosts.PORT), "/", "hello");
        JsonNode report;
        try (RemoteLoad load = RemoteLoad.start(hosts.client(), plan)) {
            answer(load, 1000);
            load.phase("rollout");
            two.rollOut(TwoHosts.SECOND);
            two.awaitServing("h0", "beta", TwoHosts.SECOND);
            two.awaitServing("h1", "beta", TwoHosts.SECOND);
            load.phase("cut off");
            hosts.host(0).cutControl();
            two.awaitServing("h1", "g1", TwoHosts.SECOND);
            answer(load, 1000);
            assertThat(two.serves("h1", "g2", TwoHosts.FIRST))
                    .as("the rollout waits for the host that is cut off")
                    .isTrue();
            load.phase("restored");
            hosts.host(0).restoreControl();
            two.awaitReady(TwoHosts.SECOND);
            report = load.stop();
        }
        System.out.println(report);

        assertThat(report.get("failed").asLong()).as(report.toString()).isZero();
        assertThat(report.get("backends")).hasSize(2 * 2 * TwoHosts.BLOCKS.size());
        assertThat(strays()).as("packets that came in by the wrong interface").isEqualTo(strays);
    }

    private static void answer(RemoteLoad load, long more) {
        long before = load.snapshot().get("requests").asLong();
        await().atMost(PATIENCE).until(() -> load.snapshot().get("requests").asLong() > before + more);
    }

    private List<Long> strays() {
        List<Long> strays = new ArrayList<>();
        hosts.hosts().forEach(host -> strays.add(Routing.strays(host.namespace())));
        strays.add(Routing.strays(hosts.client()));
        return strays;
    }

    private String ask(String address) {
        return fetch(address, "/", TwoHosts.HOST_NAME);
    }

    private String fetch(String address, String path, String hostName) {
        return Fetch.from(hosts.client(), "http://" + address + ":" + TwoHosts.PORT + path, hostName);
    }
}
