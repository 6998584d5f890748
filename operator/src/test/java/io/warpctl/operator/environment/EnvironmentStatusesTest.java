package io.warpctl.operator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.environment.EnvironmentSpec;
import io.warpctl.crds.environment.EnvironmentStatus;
import io.warpctl.crds.environment.HostNameStatus;
import io.warpctl.crds.environment.NetworkSpec;
import io.warpctl.crds.environment.TableAssignment;
import io.warpctl.crds.environment.TableRange;
import io.warpctl.operator.gather.Fixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentStatusesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Fixtures world = new Fixtures();

    @Test
    void tablesAreGivenOnceAndKept() {
        WarpEnvironment environment = world.environment("local", Map.of());
        world.host("a", Map.of(), "lo", "eth0");
        EnvironmentStatus first = status(environment);
        assertThat(first.allocations()).containsExactly(new TableAssignment("a", "eth0", 1000));
        environment.setStatus(first);
        environment.setSpec(ranged(environment.getSpec(), new TableRange(2000, 2999)));
        world.host("b", Map.of(), "eth0");
        assertThat(status(environment).allocations())
                .containsExactly(new TableAssignment("a", "eth0", 1000), new TableAssignment("b", "eth0", 2000));
    }

    @Test
    void tablesOfPlansAreAdoptedWhenTheStatusSaysNothing() {
        WarpEnvironment environment = world.environment("local", Map.of());
        world.host("a", Map.of(), "eth0", "eth1");
        world.plan(
                "a",
                new ServiceRef("default", "local", "hello"),
                List.of(),
                List.of(new InterfacePlan("eth1", List.of(), Optional.empty(), Optional.of(1000), List.of())));
        assertThat(status(environment).allocations())
                .containsExactly(new TableAssignment("a", "eth0", 1001), new TableAssignment("a", "eth1", 1000));
    }

    @Test
    void theOldestEnvironmentOfAHostGivesItsTables() {
        world.environment("older", Map.of());
        WarpEnvironment younger = world.environment("younger", Map.of());
        world.host("a", Map.of(), "eth0");
        assertThat(status(younger).allocations()).isEmpty();
        assertThat(condition(younger, "PoolOverlap")).isEmpty();
    }

    @Test
    void poolsThatDoNotGoTogetherAreSaidOfTheYounger() {
        WarpEnvironment older = world.environment("older", Map.of());
        WarpEnvironment younger = world.environment("younger", Map.of());
        world.host("a", Map.of(), "eth0");
        younger.setSpec(ranged(younger.getSpec(), new TableRange(1500, 2500)));
        assertThat(condition(older, "PoolOverlap")).isEmpty();
        assertThat(condition(younger, "PoolOverlap").orElseThrow().message())
                .isEqualTo("on host a the older WarpEnvironment default/older decides: spec.routingTables overlaps with"
                        + " its own: make both the same, or keep them apart");
        younger.setSpec(ranged(younger.getSpec(), new TableRange(5000, 5999)));
        assertThat(condition(younger, "PoolOverlap")).isEmpty();
        younger.setSpec(on(younger.getSpec(), new NetworkSpec("warp1", null)));
        assertThat(condition(younger, "PoolOverlap").orElseThrow().message()).contains("spec.servicesNetwork");
    }

    @Test
    void anExhaustedPoolAndAnEmptySelectionAreSaid() {
        WarpEnvironment environment = world.environment("local", Map.of("env", "local"));
        assertThat(condition(environment, "Ready").orElseThrow().reason()).isEqualTo("NoHostSelected");
        world.host("a", Map.of("env", "local"), "eth0", "eth1");
        environment.setSpec(ranged(environment.getSpec(), new TableRange(7, 7)));
        Condition ready = condition(environment, "Ready").orElseThrow();
        assertThat(ready.reason()).isEqualTo("PoolExhausted");
        assertThat(ready.message()).contains("eth1");
    }

    @Test
    void hostNamesAreThoseOfItsOwnServices() {
        WarpEnvironment environment = world.environment("local", Map.of());
        world.environment("other", Map.of());
        world.service("hello", "local", "b1");
        world.service("there", "other", "b1");
        assertThat(status(environment).hostNames())
                .containsExactly(new HostNameStatus("local-hello.example.org", "default/hello"));
    }

    private EnvironmentStatus status(WarpEnvironment environment) {
        return EnvironmentStatuses.of(world.snapshot(), environment, NOW);
    }

    private Optional<Condition> condition(WarpEnvironment environment, String type) {
        return Conditions.find(status(environment).conditions(), type);
    }

    private static EnvironmentSpec ranged(EnvironmentSpec spec, TableRange range) {
        return new EnvironmentSpec(null, spec.domains(), spec.hostSelector(), null, null, range, null, null);
    }

    private static EnvironmentSpec on(EnvironmentSpec spec, NetworkSpec network) {
        return new EnvironmentSpec(null, spec.domains(), spec.hostSelector(), null, null, null, null, network);
    }
}
