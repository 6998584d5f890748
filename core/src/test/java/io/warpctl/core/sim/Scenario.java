package io.warpctl.core.sim;

import io.warpctl.core.plan.Health;
import io.warpctl.core.plan.HealthMode;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ListenerPlan;
import io.warpctl.core.plan.Port;
import io.warpctl.core.plan.ReleaseTemplate;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.plan.Timing;
import io.warpctl.core.rollout.BlockSpec;
import io.warpctl.core.rollout.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a case starts from: hosts, services, versions, all of the dice. */
final class Scenario {
    static final String CLUSTER = "cluster-uid";
    static final int VERSIONS = 8;

    private final World world;
    private final Dice dice;

    Scenario(World world) {
        this.world = world;
        this.dice = world.dice;
    }

    /** Makes the hosts, versions and services. */
    List<ServiceRef> build() {
        int hosts = dice.chance(0.65) ? 1 : dice.chance(0.8) ? 2 : 3;
        int interfaces = dice.chance(0.7) ? 1 : 2;
        for (int i = 0; i < hosts; i++) {
            String name = "host-" + (char) ('a' + i);
            world.hosts.put(
                    name, new SimHost(world, name, List.of("eth0", "eth1").subList(0, interfaces)));
        }
        for (int i = 0; i < VERSIONS; i++) {
            world.behaviours.put(version(i), Behaviour.random(dice, i == 0 ? 0.1 : 0.3));
        }
        List<ServiceRef> services = new ArrayList<>();
        services.add(new ServiceRef("default", "main", "web"));
        if (dice.chance(0.12)) {
            services.add(new ServiceRef("default", "main", "api"));
        }
        return services;
    }

    static String version(int number) {
        return "1.0." + number;
    }

    ServiceSpec spec(ServiceRef ref) {
        List<BlockSpec> blocks = new ArrayList<>();
        int count = dice.chance(0.4) ? 1 : dice.chance(0.7) ? 2 : 3;
        for (int i = 0; i < count; i++) {
            blocks.add(block("b" + i, Optional.empty()));
        }
        return new ServiceSpec(
                ref,
                1,
                ref.service(),
                version(0),
                template(Map.of()),
                blocks,
                100,
                dice.between(1, 2),
                60,
                !dice.chance(0.1),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(ref.service() + ".example.com"),
                List.of(),
                new Health(HealthMode.Status, "/status", 1, 5, 15, dice.between(0, 2), 20),
                new Timing(20, 5, dice.pick(List.of(0, 15, 60))));
    }

    BlockSpec block(String name, Optional<String> version) {
        List<String> all = List.copyOf(world.hosts.keySet());
        List<String> hosts = dice.chance(0.8) ? all : List.of(dice.pick(all));
        return new BlockSpec(name, dice.between(1, 100), dice.between(0, 1), version, hosts);
    }

    static ReleaseTemplate template(Map<String, String> env) {
        return new ReleaseTemplate(
                "",
                Optional.empty(),
                "",
                "",
                List.of(),
                env,
                List.of(new Port("http", 8080, Port.Protocol.HTTP)),
                List.of(),
                "",
                0,
                0);
    }

    static List<InterfacePlan> interfaces(SimHost host) {
        return host.balancers.keySet().stream()
                .map(name -> new InterfacePlan(
                        name,
                        List.of("192.0.2.1"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ListenerPlan("http", 80))))
                .toList();
    }
}
