package io.warpctl.operator.host;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.warpctl.crds.Warp;
import io.warpctl.crds.WarpHost;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.host.WarpHostStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the condition Ready of the hosts: the only part of their status that is not the node's own. */
final class Readiness {
    private static final String MANAGER = "warp-operator";

    private final KubernetesClient client;
    private final LeaseWatch leases = new LeaseWatch();

    Readiness(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Says whether the host's node reports in time.
     *
     * @return when to look again, if the node does not report before
     */
    Optional<Duration> update(WarpHost host, Optional<Lease> lease, Instant now) {
        String name = host.getMetadata().getName();
        Optional<Instant> until = lease.flatMap(found -> leases.until(name, found, now));
        boolean ready = until.map(now::isBefore).orElse(false);
        write(host, ready ? ready() : notReady(name, until), now);
        return until.filter(now::isBefore).map(at -> Duration.between(now, at).plusMillis(1));
    }

    private void write(WarpHost host, Condition said, Instant now) {
        List<Condition> before =
                host.getStatus() == null ? List.of() : host.getStatus().conditions();
        List<Condition> after = Conditions.keepTransitions(before, List.of(said), now);
        if (Conditions.find(before, "Ready").equals(Optional.of(after.get(0)))) {
            return;
        }
        WarpHost patch = new WarpHost();
        patch.setMetadata(
                new ObjectMetaBuilder().withName(host.getMetadata().getName()).build());
        patch.setStatus(new WarpHostStatus(null, null, null, null, after));
        client.resource(patch)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(MANAGER)
                        .withForce(true)
                        .build());
    }

    private static Condition ready() {
        return new Condition("Ready", Status.True, "NodeReports", "its node renews its Lease", null, null);
    }

    private static Condition notReady(String name, Optional<Instant> until) {
        return until.isPresent()
                ? new Condition(
                        "Ready",
                        Status.Unknown,
                        "NodeSilent",
                        "its node stopped renewing Lease " + Warp.NODE_NAMESPACE + "/" + name
                                + "; the host goes on serving its last plan: see whether warpctl node runs there",
                        null,
                        null)
                : new Condition(
                        "Ready",
                        Status.False,
                        "NodeNeverReported",
                        "no node ever renewed Lease " + Warp.NODE_NAMESPACE + "/" + name + ": start warpctl node there",
                        null,
                        null);
    }
}
