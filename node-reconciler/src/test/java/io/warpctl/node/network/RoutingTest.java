package io.warpctl.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicesNetwork;
import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Map<String, Link> LINKS = Map.of(
            "lo", link("127.0.0.1", 8),
            "eth0", link("10.1.0.5", 24),
            "eth1", link("10.2.130.5", 20),
            "warp0", link("172.30.0.1", 16));

    @Test
    void wantsATableForEachInterfaceThatHasOne() {
        HostPlan plan = plan(
                new InterfacePlan("lo", List.of("127.0.0.1"), Optional.empty(), Optional.empty(), List.of()),
                new InterfacePlan("eth0", List.of(), Optional.empty(), Optional.of(1001), List.of()),
                new InterfacePlan(
                        "eth1",
                        List.of("10.2.130.5", "fd00::1"),
                        Optional.of("10.2.128.1"),
                        Optional.of(1002),
                        List.of()),
                new InterfacePlan("eth7", List.of("10.7.0.1"), Optional.empty(), Optional.of(1007), List.of()));
        Routing wanted = WantedRouting.of(Family.V4, plan, LINKS, Map.of("eth0", "10.1.0.1"));
        assertThat(wanted.rules()).containsExactlyInAnyOrder(new Rule("10.1.0.5", 1001), new Rule("10.2.130.5", 1002));
        assertThat(wanted.routes())
                .containsExactlyInAnyOrder(
                        new Route(1001, "10.1.0.0/24", Optional.empty(), "eth0", Optional.of("10.1.0.5")),
                        new Route(1001, "default", Optional.of("10.1.0.1"), "eth0", Optional.empty()),
                        new Route(1001, "172.30.0.0/16", Optional.empty(), "warp0", Optional.empty()),
                        new Route(1002, "10.2.128.0/20", Optional.empty(), "eth1", Optional.of("10.2.130.5")),
                        new Route(1002, "default", Optional.of("10.2.128.1"), "eth1", Optional.empty()),
                        new Route(1002, "172.30.0.0/16", Optional.empty(), "warp0", Optional.empty()));
    }

    @Test
    void wantsTheSameForAddressesOfTheOtherKind() {
        Map<String, Link> links = Map.of(
                "eth0",
                new Link(List.of(
                        new Link.Address("10.1.0.5", 24),
                        new Link.Address("2001:db8:1::5", 64),
                        new Link.Address("2001:db8:1::a:5", 64))),
                "eth1",
                link("10.2.130.5", 20),
                "warp0",
                link("172.30.0.1", 16));
        HostPlan plan = plan(
                new InterfacePlan("eth0", List.of(), Optional.of("10.1.0.1"), Optional.of(1001), List.of()),
                new InterfacePlan("eth1", List.of(), Optional.of("10.2.128.1"), Optional.of(1002), List.of()));
        assertThat(WantedRouting.needsGateways(Family.V4, plan, links)).isFalse();
        assertThat(WantedRouting.needsGateways(Family.V6, plan, links)).isTrue();
        assertThat(WantedRouting.of(Family.V6, plan, links, Map.of("eth0", "fe80::1")))
                .isEqualTo(new Routing(
                        Set.of(new Rule("2001:db8:1::5", 1001), new Rule("2001:db8:1::a:5", 1001)),
                        Set.of(
                                new Route(1001, "2001:db8:1::/64", Optional.empty(), "eth0", Optional.empty()),
                                new Route(1001, "default", Optional.of("fe80::1"), "eth0", Optional.empty()))));
    }

    @Test
    void addressesAreComparedAsTheKernelWritesThem() {
        HostPlan plan = plan(new InterfacePlan(
                "eth0", List.of("2001:DB8:0:0:0:0:0:5"), Optional.of("FE80:0:0::1"), Optional.of(1001), List.of()));
        Map<String, Link> links = Map.of("eth0", link("2001:db8::5", 128));
        assertThat(WantedRouting.of(Family.V6, plan, links, Map.of()))
                .isEqualTo(new Routing(
                        Set.of(new Rule("2001:db8::5", 1001)),
                        Set.of(new Route(1001, "default", Optional.of("fe80::1"), "eth0", Optional.empty()))));
        assertThat(List.of("::", "::1", "2001:db8::1:0:0:1", "1:0:2::3", "1:2:3:4:5:6:7:8", "10.1.0.5", ":::"))
                .allSatisfy(text -> assertThat(Family.canonical(text)).isEqualTo(text));
        assertThat(Family.canonical("2001:db8:0:0:1::1")).isEqualTo("2001:db8::1:0:0:1");
        assertThat(Family.canonical("1:0:2:0:0:0:0:3")).isEqualTo("1:0:2::3");
    }

    @Test
    void wantsASubnetOnceAndNoneOfASingleAddress() {
        Map<String, Link> links = Map.of(
                "eth0",
                new Link(List.of(
                        new Link.Address("10.1.0.5", 24),
                        new Link.Address("10.1.0.6", 24),
                        new Link.Address("10.7.0.7", 32))));
        HostPlan plan =
                plan(new InterfacePlan("eth0", List.of(), Optional.of("10.1.0.1"), Optional.of(1001), List.of()));
        Routing wanted = WantedRouting.of(Family.V4, plan, links, Map.of());
        assertThat(wanted.rules()).extracting(Rule::from).containsExactlyInAnyOrder("10.1.0.5", "10.1.0.6", "10.7.0.7");
        assertThat(wanted.routes())
                .containsExactlyInAnyOrder(
                        new Route(1001, "10.1.0.0/24", Optional.empty(), "eth0", Optional.of("10.1.0.5")),
                        new Route(1001, "default", Optional.of("10.1.0.1"), "eth0", Optional.empty()));
    }

    @Test
    void changesOnlyWhatDiffers() {
        Route own = new Route(1, "10.1.0.0/24", Optional.empty(), "eth0", Optional.of("10.1.0.5"));
        Route before = new Route(1, "default", Optional.of("10.1.0.1"), "eth0", Optional.empty());
        Route after = new Route(1, "default", Optional.of("10.1.0.2"), "eth0", Optional.empty());
        Route gone = new Route(2, "default", Optional.of("10.2.0.1"), "eth1", Optional.empty());
        Routing actual = new Routing(Set.of(new Rule("10.2.0.5", 2)), Set.of(own, before, gone));
        Routing wanted = new Routing(Set.of(new Rule("10.1.0.5", 1)), Set.of(own, after));
        assertThat(RoutingChange.between(actual, wanted).stream().map(command -> String.join(" ", command)))
                .containsExactly(
                        "route replace default via 10.1.0.2 dev eth0 table 1 proto 87 onlink",
                        "rule add from 10.1.0.5 lookup 1 priority 20000 protocol 87",
                        "rule del from 10.2.0.5 lookup 2 priority 20000 protocol 87",
                        "route del default via 10.2.0.1 dev eth1 table 2 proto 87 onlink");
        assertThat(RoutingChange.between(wanted, wanted)).isEmpty();
    }

    @Test
    void fillsATableBeforeARuleLeadsToIt() {
        Route own = new Route(1, "10.1.0.0/24", Optional.empty(), "eth0", Optional.of("10.1.0.5"));
        Route out = new Route(1, "default", Optional.of("10.1.0.1"), "eth0", Optional.empty());
        Routing wanted = new Routing(Set.of(new Rule("10.1.0.5", 1)), Set.of(own, out));
        assertThat(RoutingChange.between(Routing.NONE, wanted))
                .extracting(command -> command.get(0) + command.get(2))
                .containsExactly("route10.1.0.0/24", "routedefault", "rulefrom");
    }

    @Test
    void findsTheInterfacesThatAreNotDockers() {
        Map<String, List<String>> addresses = new TreeMap<>(Map.of(
                "lo", List.of("127.0.0.1"),
                "eth0", List.of("10.1.0.5"),
                "eth1", List.of(),
                "docker0", List.of("172.17.0.1"),
                "br-0123456789ab", List.of("172.18.0.1"),
                "br-lan", List.of("10.3.0.1"),
                "veth1234", List.of("169.1.1.1"),
                "shop", List.of("172.31.0.1")));
        List<String> routes = List.of(
                "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
                "eth0\t00000000\t0100010A\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t0000010A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0");
        assertThat(FoundInterfaces.of(addresses, FoundInterfaces.gateways(routes), Set.of("shop")))
                .extracting(found -> found.name() + " " + found.gateway() + " " + found.loopback())
                .containsExactly("br-lan  false", "eth0 10.1.0.1 false", "lo  true");
    }

    private static Link link(String address, int prefixLength) {
        return new Link(List.of(new Link.Address(address, prefixLength)));
    }

    private static HostPlan plan(InterfacePlan... interfaces) {
        return new HostPlan("uid", 1, 0, ServicesNetwork.DEFAULT, null, null, List.of(interfaces), null, null);
    }
}
