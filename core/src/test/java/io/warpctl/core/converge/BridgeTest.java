package io.warpctl.core.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.report.HostCondition;
import io.warpctl.core.report.Phase;
import io.warpctl.core.route.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How containers reach other services: through every balancer, on the bridge they sit on. */
class BridgeTest {
    private static final ServiceRef SHOP = new ServiceRef("default", "local", "shop");
    private static final ServiceRef STOCK = new ServiceRef("default", "local", "stock");
    private static final String BRIDGE = "172.30.0.1";
    private static final Listener SHARED = new Listener("http", BRIDGE, 80, true);

    private long generation;

    @Test
    void everyBalancerListensOnTheBridgeOnceItIsThere() {
        FakeHost host = host(plan(SHOP));
        host.until(() -> host.block("one").targetServes());
        assertThat(host.tables.get("eth0").listeners()).containsExactly(new Listener("http", "192.0.2.1", 80));

        host.interfaceAddresses.put("warp0", List.of(BRIDGE));
        host.until(() -> host.tables.get("eth0").listeners().contains(SHARED));
        assertThat(host.tables.get("eth0").listeners()).containsExactly(new Listener("http", "192.0.2.1", 80), SHARED);
        assertThat(host.tables.get("eth1").listeners())
                .containsExactly(new Listener("http", "198.51.100.1", 80), SHARED);
        host.round();
        assertThat(host.report.balancers())
                .as("what a host reports is what clients may use")
                .allSatisfy(balancer -> assertThat(balancer.listeners())
                        .extracting(state -> state.listener().shared())
                        .containsExactly(false));
    }

    @Test
    void nothingIsVerifiedThroughAListenerThatMayLeadToAnotherBalancer() {
        FakeHost host = host(plan(SHOP));
        host.interfaceAddresses.put("eth1", List.of());
        host.interfaceAddresses.put("warp0", List.of(BRIDGE));
        host.until(() -> host.block("one").containers().stream()
                .anyMatch(container -> container.phase() == Phase.Staged
                        && container.message().equals("cannot be verified: the balancer of eth1 has no listener")));
        assertThat(host.report.conditions())
                .filteredOn(condition -> condition.type().equals("BalancersReady"))
                .extracting(HostCondition::message)
                .containsExactly("interface eth1 has no address");

        host.interfaceAddresses.put("eth1", List.of("198.51.100.1"));
        host.until(() -> host.block("one").targetServes());
    }

    @Test
    void aContainerKnowsTheServicesOfItsEnvironment() {
        ServiceRef elsewhere = new ServiceRef("default", "prod", "stock");
        FakeHost host = host(plan(SHOP, STOCK, elsewhere));
        host.until(() -> host.block("one").targetServes());
        assertThat(host.specs.get(SHOP).hosts())
                .isEqualTo(Map.of("local-shop.example.com", BRIDGE, "local-stock.example.com", BRIDGE));
        assertThat(host.specs.get(elsewhere).hosts()).isEqualTo(Map.of("prod-stock.example.com", BRIDGE));
    }

    @Test
    void anotherServiceIsNoReasonForANewContainer() {
        FakeHost host = host(plan(SHOP));
        host.until(() -> host.block("one").targetServes());
        List<String> before = List.copyOf(host.containers.keySet());

        host.plan = plan(SHOP, STOCK);
        host.until(() -> host.containers.size() == 2 && host.lastActions.isEmpty());
        assertThat(host.containers.keySet()).containsAll(before);
    }

    private static FakeHost host(HostPlan plan) {
        FakeHost host = new FakeHost(plan);
        host.interfaceAddresses.put("eth1", List.of("198.51.100.1"));
        return host;
    }

    private HostPlan plan(ServiceRef... refs) {
        List<ServicePlan> services = new ArrayList<>();
        for (ServiceRef ref : refs) {
            services.add(new ServicePlan(
                    ref,
                    List.of(ref.environment() + "-" + ref.service() + ".example.com", "www." + ref.service() + ".com"),
                    null,
                    null,
                    null,
                    false,
                    null,
                    List.of(new BlockPlan("one", 1, "r", Optional.empty()))));
        }
        ReleaseTemplate release = new ReleaseTemplate(
                "hello:1",
                Optional.empty(),
                "1.0.0",
                null,
                null,
                null,
                List.of(new Port("http", 8080, Port.Protocol.HTTP)),
                null,
                null,
                0,
                0);
        return new HostPlan(
                "cluster",
                ++generation,
                1,
                null,
                Map.of("r", release),
                services,
                List.of(planned("eth0"), planned("eth1")),
                null,
                null);
    }

    private static InterfacePlan planned(String name) {
        return new InterfacePlan(
                name, List.of(), Optional.empty(), Optional.empty(), List.of(new ListenerPlan("http", 80)));
    }
}
