package io.warpctl.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.project.HostInputs;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.ListenerSpec;
import io.warpctl.crds.environment.EnvironmentSpec;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.NetworkSpec;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.crds.host.InterfaceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanInputsTest {
    private static final ListenerPlan HTTP = new ListenerPlan("http", 8080);
    private static final ServiceRef HELLO = new ServiceRef("default", "local", "hello");
    private final Fixtures world = new Fixtures();

    @Test
    void everyInterfaceButTheLoopbackGetsABalancerOnceItHasATable() {
        WarpEnvironment environment = world.environment("local", Map.of());
        WarpHost host = world.host("a", Map.of(), "lo", "eth0", "eth1");
        assertThat(interfaces(host)).isEmpty();
        give(environment, new TableAssignment("a", "eth0", 1000), new TableAssignment("a", "eth1", 1001));
        assertThat(interfaces(host))
                .containsExactly(
                        new InterfacePlan(
                                "eth0", List.of(), Optional.of("eth0-gateway"), Optional.of(1000), List.of(HTTP)),
                        new InterfacePlan(
                                "eth1", List.of(), Optional.of("eth1-gateway"), Optional.of(1001), List.of(HTTP)));
    }

    @Test
    void aHostWithNothingButTheLoopbackIsServedThere() {
        world.environment("local", Map.of());
        assertThat(interfaces(world.host("a", Map.of(), "lo")))
                .extracting(InterfacePlan::name)
                .containsExactly("lo");
    }

    @Test
    void whatAWarpHostNamesGoesBeforeWhatWasFound() {
        world.environment("local", Map.of());
        WarpHost host = world.host("a", Map.of(), "lo", "eth0");
        Fixtures.name(
                host, new InterfaceSpec("lo", List.of("127.0.0.2"), null, List.of(new ListenerSpec("web", 80, null))));
        assertThat(interfaces(host))
                .containsExactly(new InterfacePlan(
                        "lo",
                        List.of("127.0.0.2"),
                        Optional.of("lo-gateway"),
                        Optional.empty(),
                        List.of(new ListenerPlan("web", 80))));
    }

    @Test
    void listenersOfSeveralEnvironmentsAreJoined() {
        world.environment("first", Map.of());
        WarpEnvironment second = world.environment("second", Map.of());
        second.setSpec(listening(
                second.getSpec(), new ListenerSpec("other", 8080, null), new ListenerSpec("more", 9090, null)));
        assertThat(interfaces(world.host("a", Map.of(), "lo")).get(0).listeners())
                .containsExactly(HTTP, new ListenerPlan("more", 9090));
    }

    @Test
    void nothingIsTakenFromAHostThatNoEnvironmentSelectsOrThatSaysNothing() {
        InterfacePlan before = new InterfacePlan("eth0", List.of(), Optional.empty(), Optional.of(1000), List.of(HTTP));
        WarpHost host = world.host("a", Map.of(), "eth0");
        world.plan("a", HELLO, List.of("b1"), List.of(before));
        assertThat(interfaces(host)).containsExactly(before);
        world.environment("local", Map.of());
        assertThat(interfaces(host)).extracting(InterfacePlan::routingTable).containsExactly(Optional.of(1000));
        host.setStatus(null);
        assertThat(interfaces(host)).containsExactly(before);
    }

    @Test
    void theOldestEnvironmentDecidesTheNetwork() {
        WarpEnvironment first = world.environment("first", Map.of());
        world.environment("second", Map.of());
        first.setSpec(on(first.getSpec(), new NetworkSpec("other0", "10.9.0.0/16")));
        HostInputs inputs = PlanInputs.of(world.snapshot(), world.host("a", Map.of()), "uid", 7);
        assertThat(inputs.servicesNetwork().name()).isEqualTo("other0");
        assertThat(inputs.leaderEpoch()).isEqualTo(7);
        assertThat(inputs.clusterUid()).isEqualTo("uid");
    }

    @Test
    void aServiceWhoseDeletionWasSeenIsSaidToBeDeleted() {
        world.environment("local", Map.of());
        WarpHost host = world.host("a", Map.of());
        world.service("stays", "local", "b1");
        world.service("hello", "local", "b1").getMetadata().setDeletionTimestamp("2026-01-02T00:00:00Z");
        HostInputs inputs = PlanInputs.of(world.snapshot(), host, "uid", 1);
        assertThat(inputs.deleted()).containsExactly(HELLO);
        assertThat(inputs.services())
                .extracting(service -> service.spec().ref().service())
                .containsExactly("stays");
    }

    private List<InterfacePlan> interfaces(WarpHost host) {
        return PlanInputs.of(world.snapshot(), host, "uid", 1).interfaces();
    }

    private static void give(WarpEnvironment environment, TableAssignment... tables) {
        environment.setStatus(new EnvironmentStatus(1L, null, null, List.of(tables), null, null, null));
    }

    private static EnvironmentSpec listening(EnvironmentSpec spec, ListenerSpec... listeners) {
        return new EnvironmentSpec(
                null, spec.domains(), spec.hostSelector(), List.of(listeners), null, null, null, null);
    }

    private static EnvironmentSpec on(EnvironmentSpec spec, NetworkSpec network) {
        return new EnvironmentSpec(null, spec.domains(), spec.hostSelector(), null, null, null, null, network);
    }
}
