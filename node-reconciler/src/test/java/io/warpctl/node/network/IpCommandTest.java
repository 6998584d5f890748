package io.warpctl.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the kernel's own routing, in a network namespace. */
class IpCommandTest {
    private Namespace namespace;

    @BeforeEach
    void makeNamespace() {
        namespace = Namespace.create();
    }

    @AfterEach
    void removeNamespace() {
        if (namespace != null) {
            namespace.close();
        }
    }

    /** What differs between the two kinds of addresses: addresses on the link and off it. */
    private record Example(
            String own, String subnet, String gateway, String other, String foreign, String foreignSubnet) {
        private static final Example V4 =
                new Example("10.1.0.5", "10.1.0.0/24", "10.1.0.1", "10.1.0.2", "10.1.0.9", "10.9.0.0/16");
        private static final Example V6 = new Example(
                "2001:db8:1::5", "2001:db8:1::/64", "fe80::1", "2001:db8:1::2", "2001:db8:1::9", "2001:db8:9::/48");

        static Example of(Family family) {
            return family == Family.V4 ? V4 : V6;
        }

        Routing wanted(Family family) {
            Optional<String> source = Optional.of(own).filter(address -> family == Family.V4);
            return new Routing(
                    Set.of(new Rule(own, 1001)),
                    Set.of(
                            new Route(1001, subnet, Optional.empty(), "eth0", source),
                            new Route(1001, "default", Optional.of(gateway), "eth0", Optional.empty())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void convergesRepairsAndLeavesForeignRoutingAlone(Family family) {
        Example example = Example.of(family);
        Routing wanted = example.wanted(family);
        namespace.run(family, "rule", "add", "from", example.foreign(), "lookup", "77", "priority", "20000");
        namespace.run(family, "route", "add", example.foreignSubnet(), "dev", "eth0", "table", "1001");
        converge(family, wanted);
        assertThat(namespace.ip().read(family)).isEqualTo(wanted);
        assertThat(RoutingChange.between(namespace.ip().read(family), wanted)).isEmpty();

        namespace.run(family, "rule", "del", "from", example.own(), "lookup", "1001");
        namespace.run(family, "route", "del", "default", "table", "1001");
        converge(family, wanted);
        assertThat(namespace.ip().read(family)).isEqualTo(wanted);

        Routing moved = new Routing(
                wanted.rules(),
                Set.of(new Route(1001, "default", Optional.of(example.other()), "eth0", Optional.empty())));
        converge(family, moved);
        assertThat(namespace.ip().read(family)).isEqualTo(moved);

        converge(family, Routing.NONE);
        assertThat(namespace.ip().read(family)).isEqualTo(Routing.NONE);
        // Both are still there: removing them would fail otherwise.
        namespace.run(family, "rule", "del", "from", example.foreign(), "lookup", "77", "priority", "20000");
        namespace.run(family, "route", "del", example.foreignSubnet(), "dev", "eth0", "table", "1001");
    }

    @ParameterizedTest
    @EnumSource
    void findsTheGatewayOfEachInterface(Family family) {
        boolean v4 = family == Family.V4;
        String first = v4 ? "10.1.0.1" : "fe80::1";
        String second = v4 ? "10.2.0.1" : "fe80::2";
        namespace.run(family, "route", "add", "default", "via", first, "dev", "eth0", "metric", "100");
        namespace.run(family, "route", "add", "default", "via", second, "dev", "eth1", "metric", "200");
        namespace.run(family, "route", "add", "default", "via", second, "dev", "eth1", "table", "7");
        assertThat(namespace.ip().gateways(family)).isEqualTo(Map.of("eth0", first, "eth1", second));
    }

    @Test
    void namesTheCommandThatFailed() {
        assertThatThrownBy(() -> namespace.run("link", "set", "eth9", "up"))
                .hasMessage("\"ip -4 link set eth9 up\" failed: Cannot find device \"eth9\"");
        assertThatThrownBy(() -> new IpCommand(List.of("/no/such/ip")).read(Family.V4))
                .hasMessageContaining("install iproute2");
    }

    private void converge(Family family, Routing wanted) {
        RoutingChange.between(namespace.ip().read(family), wanted)
                .forEach(command -> namespace.ip().run(family, command));
    }
}
