package io.warpctl.operator.service;

import io.warpctl.core.plan.HostPlan;
import io.warpctl.core.plan.ServiceRef;
import io.warpctl.core.project.Projection;
import io.warpctl.core.report.HostReport;
import io.warpctl.crds.WarpService;
import io.warpctl.crds.common.Condition;
import io.warpctl.crds.common.Condition.Status;
import io.warpctl.crds.common.Conditions;
import io.warpctl.crds.map.Plans;
import io.warpctl.crds.service.ServiceStatus;
import io.warpctl.operator.gather.HostViews;
import io.warpctl.operator.gather.ServiceInputs;
import io.warpctl.operator.gather.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The end of a service: when its deletion may be completed. */
final class Removal {
    private Removal() {}

    /** The hosts that still have something of the service, or did not say yet that they have not. A host whose WarpHost is gone lets go. */
    static List<String> waitingFor(Snapshot snapshot, WarpService service) {
        ServiceRef ref = Snapshot.ref(service);
        return snapshot.hosts().stream()
                .map(host -> host.getMetadata().getName())
                .filter(host -> !gone(snapshot, host, ref))
                .toList();
    }

    private static boolean gone(Snapshot snapshot, String host, ServiceRef service) {
        Optional<HostPlan> plan = snapshot.plan(host).map(stored -> Plans.toCore(stored.getSpec()));
        HostReport report = HostViews.report(snapshot, host);
        boolean reported = report.blocks().stream()
                .anyMatch(block -> block.block().service().equals(service)
                        && !block.containers().isEmpty());
        return !reported
                && plan.map(found -> Projection.gone(service, found, report)).orElse(true);
    }

    /** What the service says while it waits. */
    static ServiceStatus status(WarpService service, List<String> hosts, Instant now) {
        ServiceStatus before = ServiceInputs.status(service);
        Long generation = service.getMetadata().getGeneration();
        String message = "its containers are being removed; waits for host " + String.join(", ", hosts)
                + " (a host that is gone for good lets go when its WarpHost is deleted)";
        List<Condition> said = List.of(
                new Condition("Available", Status.False, "Terminating", message, null, generation),
                new Condition("Ready", Status.False, "Terminating", message, null, generation),
                new Condition("Progressing", Status.True, "Terminating", message, null, generation),
                new Condition("Reconciling", Status.True, "Terminating", message, null, generation));
        return new ServiceStatus(
                generation,
                before.templateHash(),
                before.stableRelease(),
                before.targetRelease(),
                "Terminating",
                before.blocks(),
                before.traffic(),
                before.trafficSummary(),
                before.quarantined(),
                before.decision(),
                Conditions.keepTransitions(before.conditions(), said, now));
    }
}
