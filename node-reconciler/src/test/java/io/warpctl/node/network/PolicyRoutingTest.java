package io.warpctl.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.report.HostCondition;
import io.warpctl.node.network.Link.Address;
import io.warpctl.node.network.Routing.Rule;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the kernel's own routing, in a network namespace. */
class PolicyRoutingTest {
    private static final Map<String, Link> LINKS = Map.of(
            "eth0", new Link(List.of(new Address("10.1.0.5", 24), new Address("2001:db8:1::5", 64))),
            "eth1", new Link(List.of(new Address("10.2.0.5", 24), new Address("2001:db8:2::5", 64))));
    private static final InterfacePlan ETH0 =
            new InterfacePlan("eth0", List.of(), Optional.empty(), Optional.of(1000), List.of());
    private static final InterfacePlan ETH1 =
            new InterfacePlan("eth1", List.of(), Optional.of("10.2.0.1"), Optional.of(1001), List.of());

    @TempDir
    Path directory;

    private final Set<String> balancers = new HashSet<>(Set.of("eth0", "eth1"));
    private Namespace namespace;

    @BeforeEach
    void makeNamespace() {
        namespace = Namespace.create();
        namespace.run(Family.V6, "route", "add", "default", "via", "fe80::1", "dev", "eth1");
    }

    @AfterEach
    void removeNamespace() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void bothKindsOfAddressesAreRouted() {
        PolicyRouting routing = node();
        routing.keep(plan(ETH0, ETH1), LINKS);
        assertThat(routing.condition()).map(HostCondition::status).contains(true);
        assertThat(rules(Family.V4)).containsExactlyInAnyOrder(rule("10.1.0.5", 1000), rule("10.2.0.5", 1001));
        assertThat(rules(Family.V6))
                .containsExactlyInAnyOrder(rule("2001:db8:1::5", 1000), rule("2001:db8:2::5", 1001));
        assertThat(namespace.ip().read(Family.V6).routes())
                .filteredOn(route -> route.destination().equals("default"))
                .singleElement()
                .satisfies(route -> assertThat(route.gateway()).contains("fe80::1"));
    }

    @Test
    void anInterfaceKeepsItsRoutingWhileItsBalancerExists() {
        node().keep(plan(ETH0, ETH1), LINKS);
        Routing before = namespace.ip().read(Family.V4).only(Set.of(1001));
        // Another process knows of the table only from disk.
        PolicyRouting routing = node();
        routing.keep(plan(ETH0), LINKS);
        routing.keep(plan(ETH0), LINKS);
        assertThat(namespace.ip().read(Family.V4).only(Set.of(1001))).isEqualTo(before);
        assertThat(rules(Family.V6)).contains(rule("2001:db8:2::5", 1001));

        balancers.remove("eth1");
        routing.keep(plan(ETH0), LINKS);
        assertThat(rules(Family.V4)).containsExactly(rule("10.1.0.5", 1000));
        assertThat(rules(Family.V6)).containsExactly(rule("2001:db8:1::5", 1000));
        assertThat(new OwnTables(file()).interfaces()).isEqualTo(Map.of(1000, "eth0"));
    }

    @Test
    void theLastInterfaceToLeaveLeavesNothing() {
        PolicyRouting routing = node();
        routing.keep(plan(ETH1), LINKS);
        routing.keep(plan(), LINKS);
        assertThat(rules(Family.V6)).containsExactly(rule("2001:db8:2::5", 1001));
        balancers.clear();
        routing.keep(plan(), LINKS);
        for (Family family : Family.values()) {
            assertThat(namespace.ip().read(family)).isEqualTo(Routing.NONE);
        }
        routing.keep(plan(), LINKS);
        assertThat(routing.condition()).isEmpty();
    }

    @Test
    void anInterfaceThatGetsAnotherTableLeavesTheFirst() {
        PolicyRouting routing = node();
        routing.keep(plan(ETH1), LINKS);
        routing.keep(
                plan(new InterfacePlan("eth1", List.of(), Optional.of("10.2.0.1"), Optional.of(1005), List.of())),
                LINKS);
        assertThat(rules(Family.V4)).containsExactly(rule("10.2.0.5", 1005));
    }

    @Test
    void oneKindThatFailsDoesNotKeepTheOtherFromBeingRouted() {
        PolicyRouting routing = node();
        routing.keep(
                plan(
                        new InterfacePlan(
                                "eth0", List.of("10.1"), Optional.of("nowhere"), Optional.of(1000), List.of()),
                        ETH1),
                LINKS);
        assertThat(routing.condition()).map(HostCondition::reason).contains("RoutingFailed");
        assertThat(rules(Family.V6)).contains(rule("2001:db8:2::5", 1001));
    }

    private PolicyRouting node() {
        return new PolicyRouting(Optional::empty, balancers::contains, () -> {}, namespace.ip(), new OwnTables(file()));
    }

    private Path file() {
        return directory.resolve("routing-tables");
    }

    private Set<Rule> rules(Family family) {
        return namespace.ip().read(family).rules();
    }

    private static Rule rule(String from, int table) {
        return new Rule(from, table);
    }

    private static HostPlan plan(InterfacePlan... interfaces) {
        return new HostPlan("uid", 1, 0, null, null, null, List.of(interfaces), null, null);
    }
}
