package io.warpctl.core.converge;

import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.Removal;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans of one host with one service of one block, one generation after the other. */
final class Plans {
    static final ServiceRef HELLO = new ServiceRef("default", "local", "hello");

    static final Health HEALTH = new Health(HealthMode.Status, "/status", 1, 5, 15, 2, 10);

    private long generation = 0;

    HostPlan plan(String version) {
        return plan(version, Optional.empty());
    }

    HostPlan plan(String version, Optional<String> fallback) {
        Map<String, ReleaseTemplate> releases = new HashMap<>();
        for (String each : List.of("1.0.0", "1.1.0", "1.2.0")) {
            releases.put("r-" + each, release(each));
        }
        ServicePlan service = new ServicePlan(
                HELLO,
                List.of("local-hello.example.com"),
                List.of(),
                HEALTH,
                new Timing(20, 5, 30),
                false,
                Optional.empty(),
                List.of(new BlockPlan("g1", 33, "r-" + version, fallback)));
        return host(releases, List.of(service), List.of());
    }

    HostPlan endedAt(Instant rolloutEnd) {
        HostPlan plan = plan("1.1.0");
        ServicePlan service = plan.services().get(0);
        ServicePlan ended = new ServicePlan(
                service.ref(),
                service.hosts(),
                service.hiddenPrefixes(),
                service.health(),
                service.timing(),
                false,
                Optional.of(rolloutEnd),
                service.blocks());
        return host(plan.releases(), List.of(ended), List.of());
    }

    HostPlan without(List<Removal> removals) {
        return host(Map.of(), List.of(), removals);
    }

    HostPlan withAnotherInterface(HostPlan plan) {
        InterfacePlan first = plan.interfaces().get(0);
        InterfacePlan other = new InterfacePlan(
                "eth1", List.of("198.51.100.1"), Optional.empty(), Optional.empty(), first.listeners());
        return new HostPlan(
                plan.clusterUid(),
                plan.generation(),
                plan.leaderEpoch(),
                plan.servicesNetwork(),
                plan.releases(),
                plan.services(),
                List.of(first, other),
                plan.resolve(),
                plan.removals());
    }

    HostPlan host(Map<String, ReleaseTemplate> releases, List<ServicePlan> services, List<Removal> removals) {
        return new HostPlan(
                "cluster",
                ++generation,
                1,
                null,
                releases,
                services,
                List.of(new InterfacePlan(
                        "eth0", List.of(), Optional.empty(), Optional.empty(), List.of(new ListenerPlan("http", 80)))),
                List.of(),
                removals);
    }

    private static ReleaseTemplate release(String version) {
        return new ReleaseTemplate(
                "hello:" + version,
                Optional.empty(),
                version,
                "",
                List.of(),
                Map.of(),
                List.of(new Port("http", 8080, Port.Protocol.HTTP)),
                List.of(),
                "",
                0,
                0);
    }
}
