package io.warpctl.node.api;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.core.report.HostCondition;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.host.HostCapacity;
import io.warpctl.crds.host.HostVersions;
import io.warpctl.crds.host.InterfaceStatus;
import io.warpctl.crds.host.WarpHostStatus;
import io.warpctl.node.report.HostFacts;
import java.time.InstantSource;
import java.util.List;

/** Applies the node's part of a WarpHost's status; the operator's condition Ready is another manager's. */
final class HostStatusWriter {
    /** What the node has to say of its host. */
    record Said(HostFacts facts, List<HostCondition> conditions) {}

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("warp-node")
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final String host;
    private final String nodeVersion;
    private final InstantSource clock;

    HostStatusWriter(KubernetesClient client, String host, String nodeVersion, InstantSource clock) {
        this.client = client;
        this.host = host;
        this.nodeVersion = nodeVersion;
        this.clock = clock;
    }

    void write(Said said) {
        WarpHost stored = client.resources(WarpHost.class).withName(host).get();
        if (stored == null) {
            throw new IllegalStateException(
                    "there is no WarpHost " + host + ": create it with \"warpctl node join\", or apply one");
        }
        WarpHost applied = new WarpHost();
        applied.setMetadata(new ObjectMetaBuilder().withName(host).build());
        applied.setStatus(status(
                said,
                stored.getStatus() == null ? List.of() : stored.getStatus().conditions()));
        client.resource(applied).subresource("status").patch(APPLY);
    }

    private WarpHostStatus status(Said said, List<Condition> before) {
        HostFacts facts = said.facts();
        List<InterfaceStatus> interfaces = facts.interfaces().stream()
                .map(found ->
                        new InterfaceStatus(found.name(), found.addresses(), orNull(found.gateway()), found.loopback()))
                .toList();
        List<Condition> conditions =
                said.conditions().stream().map(HostStatusWriter::condition).toList();
        return new WarpHostStatus(
                facts.bootId(),
                interfaces,
                new HostVersions(
                        orNull(nodeVersion), orNull(facts.docker()), orNull(facts.kernel()), orNull(facts.os())),
                new HostCapacity(facts.cpus(), facts.memoryBytes()),
                Conditions.keepTransitions(before, conditions, clock.instant()));
    }

    private static Condition condition(HostCondition condition) {
        Condition.Status status = condition.status() ? Condition.Status.True : Condition.Status.False;
        return new Condition(condition.type(), status, condition.reason(), condition.message(), null, null);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
