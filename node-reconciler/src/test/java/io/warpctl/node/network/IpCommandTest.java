package io.warpctl.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warpctl.node.common.ActionException;
import io.warpctl.node.network.Routing.Route;
import io.warpctl.node.network.Routing.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a network namespace of its own, so that the machine's own routing is never touched. */
class IpCommandTest {
    private static final String NAMESPACE = "warp-node-ip-test";
    private static final Routing WANTED = new Routing(
            Set.of(new Rule("10.1.0.5", 1001)),
            Set.of(
                    new Route(1001, "10.1.0.0/24", Optional.empty(), "eth0", Optional.of("10.1.0.5")),
                    new Route(1001, "default", Optional.of("10.1.0.1"), "eth0", Optional.empty())));

    private final IpCommand host = new IpCommand(List.of("ip"));
    private final IpCommand inside = new IpCommand(List.of("ip", "-n", NAMESPACE));

    @BeforeEach
    void makeNamespace() {
        try {
            host.run(List.of("netns", "add", NAMESPACE));
        } catch (ActionException e) {
            Assumptions.abort("network namespaces need root: " + e.getMessage());
        }
        inside.run(List.of("link", "add", "eth0", "type", "veth", "peer", "name", "peer0"));
        inside.run(List.of("link", "set", "peer0", "up"));
        inside.run(List.of("addr", "add", "10.1.0.5/24", "dev", "eth0"));
        inside.run(List.of("link", "set", "eth0", "up"));
    }

    @AfterEach
    void removeNamespace() {
        host.run(List.of("netns", "del", NAMESPACE));
    }

    @Test
    void convergesRepairsAndLeavesForeignRoutingAlone() {
        inside.run(List.of("rule", "add", "from", "10.1.0.9", "lookup", "77", "priority", "20000"));
        inside.run(List.of("route", "add", "10.9.0.0/16", "dev", "eth0", "table", "1001"));
        converge(WANTED);
        assertThat(inside.read()).isEqualTo(WANTED);
        assertThat(RoutingChange.between(inside.read(), WANTED)).isEmpty();

        inside.run(List.of("rule", "del", "from", "10.1.0.5", "lookup", "1001"));
        inside.run(List.of("route", "del", "default", "table", "1001"));
        converge(WANTED);
        assertThat(inside.read()).isEqualTo(WANTED);

        Routing moved = new Routing(
                WANTED.rules(), Set.of(new Route(1001, "default", Optional.of("10.1.0.2"), "eth0", Optional.empty())));
        converge(moved);
        assertThat(inside.read()).isEqualTo(moved);

        converge(Routing.NONE);
        assertThat(inside.read()).isEqualTo(Routing.NONE);
        // Both are still there: removing them would fail otherwise.
        inside.run(List.of("rule", "del", "from", "10.1.0.9", "lookup", "77", "priority", "20000"));
        inside.run(List.of("route", "del", "10.9.0.0/16", "dev", "eth0", "table", "1001"));
    }

    @Test
    void namesTheCommandThatFailed() {
        assertThatThrownBy(() -> inside.run(List.of("link", "set", "eth9", "up")))
                .hasMessage("\"ip link set eth9 up\" failed: Cannot find device \"eth9\"");
        assertThatThrownBy(() -> new IpCommand(List.of("/no/such/ip")).read()).hasMessageContaining("install iproute2");
    }

    private void converge(Routing wanted) {
        RoutingChange.between(inside.read(), wanted).forEach(inside::run);
    }
}
