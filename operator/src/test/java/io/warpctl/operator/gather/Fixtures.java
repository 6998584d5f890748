package io.warpctl.operator.gather;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.warpctl.core.plan.BlockPlan;
import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.InterfacePlan;
import io.warpctl.core.plan.ServicePlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.crds.WarpEnvironment;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.WarpHostPlan;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.host.HostSpec;
import io.warpctl.crds.host.InterfaceSpec;
import io.warpctl.crds.host.InterfaceStatus;
import io.warpctl.crds.host.WarpHostStatus;
import io.warpctl.crds.map.Plans;
import io.warpctl.operator.harness.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots made by hand. */
public final class Fixtures {
    private final List<WarpEnvironment> environments = new ArrayList<>();
    private final List<WarpService> services = new ArrayList<>();
    private final List<WarpHost> hosts = new ArrayList<>();
    private final List<WarpHostPlan> plans = new ArrayList<>();

    /** The snapshot as built so far. */
    public Snapshot snapshot() {
        return new Snapshot(environments, services, List.of(), List.of(), hosts, plans);
    }

    /** An environment, younger than all before. */
    public WarpEnvironment environment(String name, Map<String, String> labels) {
        WarpEnvironment environment = Objects.environment(name, labels);
        environment.getMetadata().setNamespace("default");
        environment.getMetadata().setCreationTimestamp("2026-01-01T00:00:0" + environments.size() + "Z");
        environments.add(environment);
        return environment;
    }

    /** A service, younger than all before. */
    public WarpService service(String name, String environment, String... blocks) {
        WarpService service = Objects.service(name, environment, "1.0.0", blocks);
        service.getMetadata().setNamespace("default");
        service.getMetadata().setGeneration(1L);
        service.getMetadata().setCreationTimestamp("2026-01-01T00:00:0" + services.size() + "Z");
        services.add(service);
        return service;
    }

    /** A host whose node found the interfaces. */
    public WarpHost host(String name, Map<String, String> labels, String... interfaces) {
        WarpHost host = new WarpHost();
        host.setMetadata(
                new ObjectMetaBuilder().withName(name).withLabels(labels).build());
        List<InterfaceStatus> found = new ArrayList<>();
        for (String one : interfaces) {
            found.add(new InterfaceStatus(one, List.of("192.0.2.1"), one + "-gateway", one.equals("lo")));
        }
        host.setStatus(new WarpHostStatus(null, found, null, null, null));
        hosts.add(host);
        return host;
    }

    /** Names the interfaces of a host. */
    public static void name(WarpHost host, InterfaceSpec... interfaces) {
        host.setSpec(new HostSpec(List.of(interfaces)));
    }

    /** A plan that has the blocks of a service and the interfaces. */
    public void plan(String host, ServiceRef service, List<String> blocks, List<InterfacePlan> interfaces) {
        ServicePlan planned = new ServicePlan(
                service,
                List.of("as.planned"),
                List.of("secret"),
                null,
                null,
                false,
                Optional.empty(),
                blocks.stream()
                        .map(block -> new BlockPlan(block, 1, "hash", Optional.empty()))
                        .toList());
        WarpHostPlan plan = new WarpHostPlan();
        plan.setMetadata(new ObjectMetaBuilder().withName(host).build());
        plan.setSpec(Plans.toResource(
                new HostPlan("uid", 1, 1, null, Map.of(), List.of(planned), interfaces, List.of(), List.of())));
        plans.add(plan);
    }
}
