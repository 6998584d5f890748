package io.warpctl.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterfacesTest {
    private static final ServiceRef HELLO = new ServiceRef("default", "dev", "hello");
    private static final InterfacePlan ETH0 =
            new InterfacePlan("eth0", List.of("10.1.0.5"), Optional.empty(), Optional.of(1000), List.of());

    @Test
    void goWithTheLastServiceOfAHostThatNoEnvironmentSelects() {
        assertThat(planned(plan(List.of(), List.of()))).isEmpty();
    }

    @Test
    void stayWhileSomethingRunsOnAHostThatNoEnvironmentSelects() {
        ServicePlan service = new ServicePlan(HELLO, null, null, null, null, false, null, null);
        Removal removal = new Removal(HELLO, Optional.empty());
        assertThat(planned(plan(List.of(service), List.of()))).containsExactly(ETH0);
        assertThat(planned(plan(List.of(), List.of(removal)))).containsExactly(ETH0);
    }

    private static List<InterfacePlan> planned(HostPlan previous) {
        return Interfaces.plans(new WarpHost(), List.of(), Optional.of(previous));
    }

    private static HostPlan plan(List<ServicePlan> services, List<Removal> removals) {
        return new HostPlan("uid", 1, 0, null, null, services, List.of(ETH0), null, removals);
    }
}
